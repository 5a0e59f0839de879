"""The graph canvas's data: what the component draws, kept small because it travels with every run."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from graph.store.views import EdgeView, NodeView
from graph.vocabulary import Vocabulary
from ui.explorer.palette import QUADS
from ui.explorer.texts import Texts
from ui.explorer.views.filters import LinkFilter
from ui.explorer.views.links import Names, ends, phrase, quoted, says_who

# Up to this many links between two actors are drawn as curves of their own: ten still carry readable labels.
SINGLE_CURVES = 10


def drawing(
    nodes: Sequence[NodeView],
    edges: Sequence[EdgeView],
    words: Texts,
    vocabulary: Vocabulary,
    named: Names,
    *,
    memory: str,
    height: str,
    focus: Collection[str] = (),
    chosen: LinkFilter = LinkFilter(),  # noqa: B008
    picked: str | None = None,
) -> dict[str, Any]:
    """Build the data. `focus` are the keys of the actors searched; `picked` is the key or id that is highlighted.

    Links outside the filter's days or pair are left out here; those of a hidden kind are sent, because the legend
    shows and hides them without asking.
    """
    present = {node.key for node in nodes}
    drawn = [edge for edge in edges if chosen.dated(edge) and {edge.source_key, edge.target_key} <= present]
    return {
        "nodes": [_node(node, words, focused=node.key in focus) for node in nodes],
        "edges": [_edge(edge, words, vocabulary, named) for edge in drawn],
        "hidden": chosen.keys,
        "picked": picked,
        "palette": QUADS,
        "bundle": SINGLE_CURVES,
        "memory": memory,
        "height": height,
        "name": "detente-" + "-".join(sorted(key.partition(":")[2] for key in focus) or ["graph"]),
        "words": _words(words),
    }


def _node(node: NodeView, words: Texts, *, focused: bool) -> dict[str, Any]:
    kind = node.kind or node.label
    other = node.name_en if words.language == "ar" else node.name_ar
    name = words.name(node)
    also = f"{name} · {other}" if other and other != name else name
    kind_word = words.section("kind").get(kind, kind)
    return {"id": node.key, "name": name, "kind": kind, "focus": focused, "title": f"{also}\n{kind_word}"}


def _edge(edge: EdgeView, words: Texts, vocabulary: Vocabulary, named: Names) -> dict[str, Any]:
    label = phrase(edge, words, vocabulary, named)
    return {
        "id": edge.id,
        "source": edge.source_key,
        "target": edge.target_key,
        "label": quoted(label, words) if edge.attributed else label,
        "quad": edge.quad,
        "factuality": edge.factuality,
        "attributed": edge.attributed,
        "directed": not edge.symmetric,
        "title": _title(edge, label, words, named),
    }


def _title(edge: EdgeView, label: str, words: Texts, named: Names) -> str:
    if not edge.derived:
        return f"{ends(edge, words, named)}\n{label}"
    return "\n".join(
        (
            f"{ends(edge, words, named)}: {label}",
            f"{words(f'factuality.{edge.factuality}')} · {says_who(edge, words, named)}",
            words("canvas.sentences", claims=edge.claims, documents=edge.documents),
        )
    )


def _words(words: Texts) -> dict[str, Any]:
    quads = words.section("quad")
    factualities = words.section("factuality")
    return {
        "tools": {name: words(f"canvas.{name}") for name in ("closer", "farther", "fit", "again", "picture")},
        "bundle": words("canvas.bundle"),
        "empty": words("canvas.empty"),
        "quads": quads.pop("title"),
        "quad": quads,
        "factualities": factualities.pop("title"),
        "factuality": factualities,
        "attributions": words("attribution.title"),
        "attribution": {name: words(f"attribution.{name}") for name in ("document", "others")},
    }
