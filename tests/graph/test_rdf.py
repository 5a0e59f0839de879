from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, PROV, RDF, SKOS

from graph import rdf
from graph.model import FACTUALITIES, Actor, Claim, Document, Item, PartialDate, Place, Relation, Tie
from graph.vocabulary import vocabulary

QUOTE = "وقالت روسيا إن إيران سترسل «القمح» إليها."
DOCUMENT = Document(
    id="news/قمح 1.txt",
    text=f"عنوان\n{QUOTE}",
    title="عنوان",
    publisher="صحيفة",
    language="ar",
    reported=date(2024, 3, 2),
)
CLAIM = Claim(
    document=DOCUMENT.id, relation="SUPPLIES", plover="AID", cameo="070", goldstein=7.0, source="IRN", target="RUS",
    factuality="planned", quote=QUOTE, sentence=(6, 6 + len(QUOTE)), trigger=(22, 27), source_span=(16, 21),
    target_span=None, via=("IRN_GOVERNMENT",), speakers=("RIA_NOVOSTI", "RUS"), item="WHEAT", place="RUS",
    when=PartialDate("2024-03/.."), rule="supply", confidence=0.9,
)  # fmt: skip
RELATION = Relation(
    source="IRN", type="SUPPLIES", target="RUS", plover="AID", goldstein=7.0, factuality="planned", attributed=True,
    item="WHEAT", speakers=("RIA_NOVOSTI", "RUS"), claims=(CLAIM.id,), documents=(DOCUMENT.id,), publishers=("صحيفة",),
    first=date(2024, 3, 1), last=None, first_reported=date(2024, 3, 2), last_reported=date(2024, 3, 2), confidence=0.9,
)  # fmt: skip
ACTOR = Actor(
    id="IRN",
    kind="State",
    names_en=("Iran", "Islamic Republic of Iran"),
    names_ar=("إيران",),
    ties=(Tie(kind="MEMBER_OF", to="SCO", first=PartialDate("2023-07-04"), source="charter"),),
)


def graph_of(*subjects: Any) -> Graph:
    out = io.BytesIO()
    rdf.write_turtle(out, subjects)
    return Graph().parse(data=out.getvalue(), format="turtle")


def plain(*subjects: Any) -> Graph:
    graph = Graph()
    for subject in subjects:
        for triple in subject:
            graph.add(triple)
    return graph


def everything() -> list[list[rdf.Triple]]:
    return [
        list(subject)
        for subject in (
            rdf.vocabulary(vocabulary()),
            rdf.actor(ACTOR),
            rdf.item(Item(id="WHEAT", names_en=("wheat",), names_ar=("قمح",), parent="GRAIN")),
            rdf.place(Place(id="KAZAN", names_en=("Kazan",), names_ar=("قازان",), lies_in="RUS")),
            rdf.document(DOCUMENT, ingested=datetime(2024, 3, 3, 10, tzinfo=UTC)),
            rdf.claim(CLAIM, language="ar", ingested=datetime(2024, 3, 3, 10, tzinfo=UTC)),
            rdf.relation(RELATION),
        )
    ]


def test_what_is_written_is_what_is_read_back() -> None:
    subjects = everything()
    assert isomorphic(graph_of(*subjects), plain(*subjects))


def test_batches_give_the_graph_of_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    subjects = everything()
    monkeypatch.setattr(rdf, "_BATCH", 1)
    assert isomorphic(graph_of(*subjects), plain(*subjects))


def test_file_declares_each_prefix_once_however_many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdf, "_BATCH", 1)
    out = io.BytesIO()
    rdf.write_turtle(out, everything())
    declared = [line for line in out.getvalue().decode().splitlines() if line.startswith("@prefix")]
    assert len(declared) == len(set(declared))
    assert "@prefix prov: <http://www.w3.org/ns/prov#> ." in declared


def test_speakers_keep_their_order() -> None:
    graph = graph_of(rdf.claim(replace(CLAIM, speakers=("USA", "RIA_NOVOSTI", "RUS", "G7")), language="ar"))
    head = graph.value(
        rdf.claim_iri(replace(CLAIM, speakers=("USA", "RIA_NOVOSTI", "RUS", "G7")).id), rdf.TERMS.speakers
    )
    assert head is not None
    assert list(Collection(graph, head)) == [rdf.actor_iri(one) for one in ("USA", "RIA_NOVOSTI", "RUS", "G7")]


def test_what_the_document_itself_says_has_an_empty_list_of_speakers() -> None:
    own = replace(CLAIM, speakers=())
    graph = graph_of(rdf.claim(own, language="ar"))
    assert graph.value(rdf.claim_iri(own.id), rdf.TERMS.speakers) == RDF.nil
    assert graph.value(rdf.claim_iri(own.id), rdf.TERMS.attributed) == Literal(False)


def test_claim_leads_to_its_sentence_and_document() -> None:
    graph = graph_of(rdf.claim(CLAIM, language="ar"), rdf.document(DOCUMENT))
    claim = rdf.claim_iri(CLAIM.id)
    assert graph.value(claim, PROV.wasDerivedFrom) == rdf.document_iri(DOCUMENT.id)
    sentence = graph.value(claim, rdf.TERMS.evidence)
    assert graph.value(sentence, PROV.wasQuotedFrom) == rdf.document_iri(DOCUMENT.id)
    assert graph.value(sentence, PROV.value) == Literal(QUOTE, lang="ar")
    assert str(sentence).endswith(f"#char=6,{6 + len(QUOTE)}")


def test_time_of_the_event_keeps_its_precision() -> None:
    graph = graph_of(rdf.claim(CLAIM, language="ar"))
    claim = rdf.claim_iri(CLAIM.id)
    assert graph.value(claim, DCTERMS.temporal) == Literal("2024-03/..", datatype=rdf.EDTF)
    assert graph.value(claim, rdf.TERMS.firstDay) == Literal(date(2024, 3, 1))
    assert graph.value(claim, rdf.TERMS.lastDay) is None


def test_names_carry_their_language() -> None:
    graph = graph_of(rdf.actor(ACTOR))
    labels = set(graph.objects(rdf.actor_iri("IRN"), SKOS.prefLabel))
    assert labels == {Literal("Iran", lang="en"), Literal("إيران", lang="ar")}


@pytest.mark.parametrize("factuality", FACTUALITIES)
@pytest.mark.parametrize("speakers", [(), ("USA",)])
def test_no_two_actors_are_joined_by_a_bare_triple(factuality: Any, speakers: tuple[str, ...]) -> None:
    claim = replace(CLAIM, factuality=factuality, speakers=speakers)
    relation = replace(RELATION, factuality=factuality, speakers=speakers, attributed=bool(speakers))
    graph = graph_of(rdf.claim(claim, language="ar"), rdf.relation(relation), rdf.actor(ACTOR))
    actors = f"{rdf.IDS}actor/"
    joined = [(s, p, o) for s, p, o in graph if str(s).startswith(actors) and str(o).startswith(actors)]
    assert joined == []
    for node in (*graph.subjects(RDF.type, rdf.TERMS.Claim), *graph.subjects(RDF.type, rdf.TERMS.Relation)):
        assert graph.value(node, rdf.TERMS.factuality) == rdf.factuality_iri(factuality)
        assert graph.value(node, rdf.TERMS.attributed) == Literal(bool(speakers))


def test_every_concept_that_a_claim_can_name_is_described_in_both_languages() -> None:
    words = vocabulary()
    graph = graph_of(rdf.vocabulary(words))
    concepts = [rdf.factuality_iri(name) for name in FACTUALITIES] + [
        rdf.relation_type_iri(name) for name in words.relations
    ]
    for concept in concepts:
        assert {label.language for label in graph.objects(concept, SKOS.prefLabel) if isinstance(label, Literal)} == {
            "en",
            "ar",
        }


# Text as it comes out of documents: no surrogates, and no characters that XML and Turtle cannot carry.
_TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1)
_NEWS = st.text(st.sampled_from(list("ءابتثجحخد ً\u200f\u200e«»\"'\\\n\r\t\u2028،؛;@^<>#{}%")), min_size=1)


@given(quote=_TEXT | _NEWS, document=_TEXT | _NEWS, title=_TEXT | _NEWS, publisher=_TEXT | _NEWS)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_survives_the_round_trip(quote: str, document: str, title: str, publisher: str) -> None:
    read = Document(id=document, text=quote, title=title, publisher=publisher)
    claim = replace(CLAIM, document=document, quote=quote, sentence=(0, len(quote)))
    subjects = [list(rdf.document(read)), list(rdf.claim(claim, language="ar"))]
    graph = graph_of(*subjects)
    assert isomorphic(graph, plain(*subjects))
    sentence = rdf.sentence_iri(document, (0, len(quote)))
    assert graph.value(sentence, PROV.value) == Literal(quote, lang="ar")
    assert graph.value(URIRef(rdf.document_iri(document)), DCTERMS.title) == Literal(title, lang="ar")


@given(left=_TEXT | _NEWS, right=_TEXT | _NEWS)
def test_different_ids_have_different_iris(left: str, right: str) -> None:
    assert (rdf.document_iri(left) == rdf.document_iri(right)) == (left == right)
