"""Pieces of HTML and XHTML, as feeds and agencies carry their texts: the text of each block on a line of its own."""

from __future__ import annotations

import re
from html import unescape

from lxml import etree, html

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure",
    "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hl1", "hl2", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "th", "thead", "tr", "ul",
})  # fmt: skip
# Hold no text of the story.
_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "iframe", "button", "form", "head", "title"})
_SPACE = re.compile(r"[^\S\n]+")
_TAG_OR_ENTITY = re.compile(r"<[a-zA-Z!/][^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")


def is_markup(text: str) -> bool:
    """Tell whether a text holds tags or character references."""
    return bool(_TAG_OR_ENTITY.search(text))


def plain(markup: str) -> str:
    """Give the text of a piece of HTML, its blocks as lines; a text without markup stays as it is."""
    if not is_markup(markup):
        return markup.strip()
    if "<" not in markup:
        return unescape(markup).strip()
    try:
        root = html.fromstring(f"<div>{markup}</div>", parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, ValueError):
        return ""
    return text_of(root)


def line(markup: str) -> str:
    """Give the text of a piece of HTML as one line, for titles."""
    return " ".join(plain(markup).split())


def text_of(root: etree._Element) -> str:
    """Give the text below an element, whatever its namespace, its blocks as lines."""
    pieces: list[str] = []
    # With a stack of one's own, because markup from outside may be nested deeper than Python calls may be.
    waiting: list[etree._Element | str] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        name = _name(one)
        block = "\n" if name in _BLOCKS else ""
        waiting.append(block + (_flat(one.tail) if one is not root else ""))
        if name and name not in _SILENT:
            waiting.extend(reversed(one))
            waiting.append(block + (one.text or "" if name == "pre" else _flat(one.text)))
    lines = (_SPACE.sub(" ", row).strip() for row in "".join(pieces).split("\n"))
    return "\n".join(row for row in lines if row)


def _name(element: etree._Element) -> str:
    # Comments and processing instructions have a function in the place of a name.
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _flat(text: str | None) -> str:
    return " ".join(text.split("\n")) if text else ""
