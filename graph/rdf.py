"""The graph as RDF: claims, relations, documents and actors as nodes with provenance, written as Turtle.

Nothing is stated as a bare triple between two actors. A claim is a `detente:Claim` that carries its factuality and
its speakers (outermost first, an empty list when the document itself says it), was derived from its document
(`prov:wasDerivedFrom`) and has as evidence a sentence that was quoted from it (`prov:wasQuotedFrom`). A relation is
a `detente:Relation` derived from its claims. So a reader who ignores factuality and speakers finds no facts at all,
rather than wrong ones.

Ids are stable: `https://detente.invalid/claim/<id>`, `…/actor/RUS`, `…/document/<id, percent-encoded>`, and the
sentence of a document is the document with the fragment `#char=<start>,<end>` (RFC 5147, code points). The terms
are `https://detente.invalid/ns#…`. Dates of events are EDTF literals with their outermost days beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import IO
from urllib.parse import quote

from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS, XSD, Namespace
from rdflib.plugins.serializers.turtle import TurtleSerializer
from rdflib.term import Node

from graph.model import FACTUALITIES, Actor, Claim, Document, Factuality, Item, Place, Relation, Span, Tie
from graph.vocabulary import Vocabulary

Triple = tuple[Node, Node, Node]

TERMS = Namespace("https://detente.invalid/ns#")
IDS = Namespace("https://detente.invalid/")
SCHEMA = Namespace("https://schema.org/")
EDTF = URIRef("http://id.loc.gov/datatypes/edtf/EDTF")

_PREFIXES = {
    "dcterms": DCTERMS,
    "detente": TERMS,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}
_PREFIX_BY_NAMESPACE = {str(namespace): prefix for prefix, namespace in _PREFIXES.items()}
_FACTUALITY_LABELS: dict[Factuality, tuple[str, str, str]] = {
    "actual": ("actual", "واقع", "Happened, happens, or is being said."),
    "planned": ("planned", "مُزمَع", "Announced, promised or ordered."),
    "conditional": ("conditional", "مشروط", "Hangs on an if."),
    "possible": ("possible", "محتمل", "Accused, suspected, considered, hedged, or reported as unsure."),
    "denied": ("denied", "منفيّ", "Said not to be so."),
}
# Goldstein values have one decimal, means and confidences are not surer than this.
_DECIMALS = 4
# Subjects serialised at a time: rdflib holds a batch in memory (about 2 kB a triple), a claim is about 30 triples.
_BATCH = 2_000


def actor_iri(actor: str) -> URIRef:
    """Give the IRI of an actor."""
    return _iri("actor", actor)


def document_iri(document: str) -> URIRef:
    """Give the IRI of a document, whose id may be any text, a path for example."""
    return _iri("document", document)


def claim_iri(claim: str) -> URIRef:
    """Give the IRI of a claim."""
    return _iri("claim", claim)


def sentence_iri(document: str, span: Span) -> URIRef:
    """Give the IRI of a sentence, by its place in the document."""
    return URIRef(f"{document_iri(document)}#char={span[0]},{span[1]}")


def relation_type_iri(relation: str) -> URIRef:
    """Give the IRI of a relation type, a concept of the vocabulary."""
    return _iri("vocabulary/relation", relation)


def factuality_iri(factuality: str) -> URIRef:
    """Give the IRI of a factuality, a concept of the vocabulary."""
    return _iri("vocabulary/factuality", factuality)


def _iri(folder: str, name: str) -> URIRef:
    return URIRef(f"{IDS}{folder}/{quote(name, safe='')}")


def _class_iri(plover: str) -> URIRef:
    return _iri("vocabulary/class", plover)


def vocabulary(words: Vocabulary) -> Iterator[Triple]:
    """Give factualities, PLOVER classes and relation types as SKOS concepts, with labels in both languages."""
    scheme = IDS["vocabulary"]
    yield scheme, RDF.type, SKOS.ConceptScheme
    yield scheme, DCTERMS.title, Literal("Détente: factualities, event classes and relation types", lang="en")
    for factuality in FACTUALITIES:
        en, ar, meaning = _FACTUALITY_LABELS[factuality]
        concept = factuality_iri(factuality)
        yield from _concept(concept, TERMS.Factuality, en, ar)
        yield concept, SKOS.definition, Literal(meaning, lang="en")
    for event_class in words.classes.values():
        concept = _class_iri(event_class.name)
        yield from _concept(concept, TERMS.EventClass, event_class.en, event_class.ar)
        yield concept, SKOS.notation, Literal(event_class.name)
        yield concept, TERMS.quad, Literal(event_class.quad)
    for kind in words.relations.values():
        concept = relation_type_iri(kind.name)
        yield from _concept(concept, TERMS.RelationType, kind.en, kind.ar)
        yield concept, SKOS.notation, Literal(kind.name)
        yield concept, SKOS.broader, _class_iri(kind.plover)
        yield concept, TERMS.cameo, Literal(kind.cameo)
        yield concept, TERMS.goldstein, _decimal(kind.goldstein)
        yield concept, TERMS.symmetric, Literal(kind.symmetric)


def _concept(concept: URIRef, kind: URIRef, en: str, ar: str) -> Iterator[Triple]:
    yield concept, RDF.type, SKOS.Concept
    yield concept, RDF.type, kind
    yield concept, SKOS.inScheme, IDS["vocabulary"]
    yield concept, SKOS.prefLabel, Literal(en, lang="en")
    yield concept, SKOS.prefLabel, Literal(ar, lang="ar")


def actor(value: Actor) -> Iterator[Triple]:
    """Give an actor with its names; its dated ties are nodes of their own."""
    node = actor_iri(value.id)
    yield node, RDF.type, TERMS.Actor
    yield node, RDF.type, TERMS[value.kind]
    yield node, DCTERMS.identifier, Literal(value.id)
    yield from _names(node, value.names_en, value.names_ar)
    for tie in value.ties:
        yield from _tie(node, tie)


def _tie(node: URIRef, tie: Tie) -> Iterator[Triple]:
    held = BNode()
    yield node, TERMS.tie, held
    yield held, RDF.type, TERMS.Tie
    yield held, TERMS.tieKind, TERMS[tie.kind]
    yield held, TERMS.to, actor_iri(tie.to)
    yield from _given(held, TERMS.office, tie.office)
    yield from _given(held, DCTERMS.source, tie.source)
    for term, end in ((TERMS["from"], tie.first), (TERMS.until, tie.last)):
        if end:
            yield held, term, Literal(end.text, datatype=EDTF)


def item(value: Item) -> Iterator[Triple]:
    """Give an item with its names and its next wider kind."""
    node = _iri("item", value.id)
    yield node, RDF.type, TERMS.Item
    yield node, DCTERMS.identifier, Literal(value.id)
    yield from _names(node, value.names_en, value.names_ar)
    if value.parent:
        yield node, SKOS.broader, _iri("item", value.parent)


def place(value: Place) -> Iterator[Triple]:
    """Give a place with its names and the state it lies in."""
    node = _iri("place", value.id)
    yield node, RDF.type, TERMS.Place
    yield node, DCTERMS.identifier, Literal(value.id)
    yield from _names(node, value.names_en, value.names_ar)
    if value.lies_in:
        yield node, TERMS.liesIn, actor_iri(value.lies_in)


def _names(node: URIRef, *names_by_language: Sequence[str]) -> Iterator[Triple]:
    for language, names in zip(("en", "ar"), names_by_language, strict=True):
        for position, name in enumerate(names):
            yield node, SKOS.altLabel if position else SKOS.prefLabel, Literal(name, lang=language)


def document(value: Document, *, ingested: datetime | None = None) -> Iterator[Triple]:
    """Give what is known about a document; its text stays out, sentences stand with the claims that rest on them."""
    node = document_iri(value.id)
    yield node, RDF.type, SCHEMA.NewsArticle
    yield node, RDF.type, PROV.Entity
    yield node, DCTERMS.identifier, Literal(value.id)
    yield node, DCTERMS.language, Literal(value.language)
    yield node, TERMS.digest, Literal(value.digest)
    if value.title is not None:
        yield node, DCTERMS.title, Literal(value.title, lang=value.language)
    yield from _given(node, DCTERMS.publisher, value.publisher)
    yield from _given(node, SCHEMA.url, value.url)
    yield from _given(node, DCTERMS.issued, value.reported)
    yield from _given(node, TERMS.reportedNote, value.reported_note)
    yield from _given(node, TERMS.ingested, ingested)


def claim(value: Claim, *, language: str, ingested: datetime | None = None) -> Iterator[Triple]:
    """Give a claim with its evidence and speakers; `language` is that of its document."""
    node = claim_iri(value.id)
    yield node, RDF.type, TERMS.Claim
    yield node, RDF.type, PROV.Entity
    yield node, PROV.wasDerivedFrom, document_iri(value.document)
    yield from _link(node, value)
    yield node, TERMS.cameo, Literal(value.cameo)
    yield node, TERMS.extractor, Literal(value.extractor)
    yield node, TERMS.rule, Literal(value.rule)
    yield from ((node, TERMS.via, actor_iri(body)) for body in value.via)
    if value.place:
        yield node, TERMS.place, _iri("place", value.place)
    if value.when:
        yield node, DCTERMS.temporal, Literal(value.when.text, datatype=EDTF)
        yield from _given(node, TERMS.firstDay, value.when.first)
        yield from _given(node, TERMS.lastDay, value.when.last)
    yield from _given(node, TERMS.ingested, ingested)
    yield from _evidence(node, value, language)


def _evidence(node: URIRef, value: Claim, language: str) -> Iterator[Triple]:
    sentence = sentence_iri(value.document, value.sentence)
    yield node, TERMS.evidence, sentence
    yield sentence, RDF.type, TERMS.Sentence
    yield sentence, RDF.type, PROV.Entity
    yield sentence, PROV.wasQuotedFrom, document_iri(value.document)
    yield sentence, PROV.value, Literal(value.quote, lang=language)
    spans = {
        "sentence": value.sentence,
        "trigger": value.trigger,
        "source": value.source_span,
        "target": value.target_span,
    }
    for name, span in spans.items():
        if span:
            where = sentence if name == "sentence" else node
            yield where, TERMS[f"{name}Start"], Literal(span[0])
            yield where, TERMS[f"{name}End"], Literal(span[1])


def relation(value: Relation) -> Iterator[Triple]:
    """Give a derived relation as a node that points to the claims and documents it rests on."""
    node = _iri("relation", value.id)
    yield node, RDF.type, TERMS.Relation
    yield from _link(node, value)
    yield from ((node, PROV.wasDerivedFrom, claim_iri(one)) for one in value.claims)
    yield from ((node, DCTERMS.source, document_iri(one)) for one in value.documents)
    yield from ((node, DCTERMS.publisher, Literal(one)) for one in value.publishers)
    yield from _given(node, TERMS.firstDay, value.first)
    yield from _given(node, TERMS.lastDay, value.last)
    yield from _given(node, TERMS.firstReported, value.first_reported)
    yield from _given(node, TERMS.lastReported, value.last_reported)


def _link(node: URIRef, value: Claim | Relation) -> Iterator[Triple]:
    kind = value.relation if isinstance(value, Claim) else value.type
    yield node, DCTERMS.identifier, Literal(value.id)
    yield node, TERMS.relationType, relation_type_iri(kind)
    yield node, TERMS.eventClass, _class_iri(value.plover)
    yield node, TERMS.source, actor_iri(value.source)
    yield node, TERMS.target, actor_iri(value.target)
    yield node, TERMS.goldstein, _decimal(value.goldstein)
    yield node, TERMS.confidence, _decimal(value.confidence)
    yield node, TERMS.factuality, factuality_iri(value.factuality)
    yield node, TERMS.attributed, Literal(value.attributed)
    yield from _list(node, TERMS.speakers, [actor_iri(speaker) for speaker in value.speakers])
    if value.item:
        yield node, TERMS.item, _iri("item", value.item)


def _list(node: Node, term: URIRef, members: Sequence[URIRef]) -> Iterator[Triple]:
    """Give an `rdf:List`, which keeps the order that a repeated property would lose."""
    cells: list[Node] = [*(BNode() for _ in members), RDF.nil]
    yield node, term, cells[0]
    for cell, member, rest in zip(cells[:-1], members, cells[1:], strict=True):
        yield cell, RDF.first, member
        yield cell, RDF.rest, rest


def _given(node: Node, term: URIRef, value: str | date | datetime | None) -> Iterator[Triple]:
    if value is not None:
        yield node, term, Literal(value)


def _decimal(number: float) -> Literal:
    # XSD decimals have no exponent, which str() writes for small numbers; a double would not come back as written
    return Literal(Decimal(f"{number:.{_DECIMALS}f}".rstrip("0") + "0"))


class _Body(TurtleSerializer):
    """Turtle without prefix lines, which stand once at the top of a file written in batches.

    Only our prefixes are used, found by splitting: rdflib's own search made writing 3.5 times slower.
    """

    def startDocument(self) -> None:  # noqa: N802  # rdflib's name
        self._started = True

    def get_pname(self, uri: Node, gen_prefix: bool = True) -> str | None:  # noqa: FBT001, FBT002  # rdflib's signature
        if not isinstance(uri, URIRef):
            return None
        end = max(uri.rfind("#"), uri.rfind("/")) + 1
        prefix = _PREFIX_BY_NAMESPACE.get(uri[:end])
        return f"{prefix}:{uri[end:]}" if prefix and uri[end:].isalpha() else None


def write_turtle(out: IO[bytes], subjects: Iterable[Iterable[Triple]]) -> int:
    """Write Turtle, a batch of subjects at a time, and give the number of triples.

    `subjects` are the results of the functions above; memory holds one batch, whatever the size of the whole. A
    sentence that carries claims of two batches is described in both, in the same words.
    """
    for prefix, namespace in sorted(_PREFIXES.items()):
        out.write(f"@prefix {prefix}: <{namespace}> .\n".encode())
    written = 0
    rest = iter(subjects)
    while batch := list(islice(rest, _BATCH)):
        graph = _graph(triple for subject in batch for triple in subject)
        written += len(graph)
        _Body(graph).serialize(out, encoding="utf-8")
    return written


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in _PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        graph.add(triple)
    return graph
