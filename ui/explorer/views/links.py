"""How a link is put into words: on the canvas, in the table, over its evidence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.store.views import EdgeView, NodeView
from graph.vocabulary import Vocabulary
from ui.explorer.texts import Texts

Names = Mapping[str, str]
Namer = Callable[[str], str]


def names(nodes: Sequence[NodeView], edges: Sequence[EdgeView], words: Texts, name: Namer) -> Names:
    """Give the names of nodes, items and speakers in the reader's language by their keys.

    `name` gives the registry's name for an id, or the id; what it does not know keeps the store's name.
    """
    named = {node.key: words.name(node) for node in nodes}
    for edge in edges:
        for speaker, stored in zip(edge.speakers, edge.speaker_names, strict=False):
            named.setdefault(f"Actor:{speaker}", _known(name, speaker, stored))
        if edge.item:
            named.setdefault(f"Item:{edge.item}", _known(name, edge.item, edge.item_name))
    return named


def _known(name: Namer, identity: str, stored: str | None) -> str:
    found = name(identity)
    return found if found != identity else stored or identity


def phrase(edge: EdgeView, words: Texts, vocabulary: Vocabulary, named: Names) -> str:
    """Say what is done: the relation's verb, and the item."""
    relation = vocabulary.relations.get(edge.type)
    verb = getattr(relation, words.language) if relation else edge.type
    return f"{verb} · {named.get(f'Item:{edge.item}', edge.item)}" if edge.item else verb


def quoted(text: str, words: Texts) -> str:
    """Put into quotation marks what somebody else than the document says."""
    return f"«{text}»" if words.language == "ar" else f"“{text}”"


def speakers(edge: EdgeView, words: Texts, named: Names) -> str:
    """Name who says so, outermost first; empty where the documents themselves say it."""
    joint = " ‹ " if words.language == "ar" else " › "
    return joint.join(named.get(f"Actor:{speaker}", speaker) for speaker in edge.speakers)


def says_who(edge: EdgeView, words: Texts, named: Names) -> str:
    """Say in words who states it."""
    if not edge.attributed:
        return words("attribution.document_says")
    return words("attribution.says", speakers=speakers(edge, words, named))


def ends(edge: EdgeView, words: Texts, named: Names) -> str:
    """Name both ends with the sign that stands between them."""
    sign = "–" if edge.symmetric else words.arrow
    source = named.get(edge.source_key, edge.source)
    return f"{source} {sign} {named.get(edge.target_key, edge.target)}"
