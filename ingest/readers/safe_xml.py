"""XML from outside, parsed without fetching anything, without entities of its own, within bounds."""

from __future__ import annotations

import re

from lxml import etree

from graph.errors import UnreadableError
from ingest.readers.encoding import decoded

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_ENCODING = re.compile(rb"""<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")
_ENTITY = re.compile(r"<!ENTITY\b")
_ROOT = re.compile(r"<[^\W\d]")
_REMEDY = "ask its publisher for well-formed XML"
# XML declarations stand first; nothing is declared further down.
_HEAD = 1024


def xml_text(data: bytes, name: str) -> str:
    """Decode XML whatever it declares, and leave the declaration out.

    Raises UnreadableError for what is no text, and for a text that declares entities of its own: a few lines of them
    may stand for gigabytes, or for files of this machine.
    """
    found = _ENCODING.search(data[:_HEAD])
    text = decoded(data, name, declared=found[1].decode("ascii") if found else None)
    root = _ROOT.search(text)
    if _ENTITY.search(text, 0, root.start() if root else len(text)):
        raise UnreadableError(name, "it declares entities of its own, which are not read", _REMEDY)
    # Line ends stay, so that errors name the right line.
    return _DECLARATION.sub(lambda declaration: "\n" * declaration[0].count("\n"), text, count=1)


def xml_root(data: bytes, name: str) -> etree._Element:
    """Parse XML; raises UnreadableError with the line where it is broken."""
    try:
        return etree.fromstring(xml_text(data, name).encode(), _parser(recover=False))
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"{name}:{error.lineno}", f"it is not well-formed XML: {error.msg}", _REMEDY) from error


def recovered_root(data: bytes, name: str) -> tuple[etree._Element, UnreadableError | None]:
    """Parse XML as far as it can be made out, and say where it is broken; raises UnreadableError for what is none."""
    try:
        return xml_root(data, name), None
    except UnreadableError as error:
        root = etree.fromstring(xml_text(data, name).encode(), _parser(recover=True))
        if root is None:
            raise
        return root, error


def _parser(*, recover: bool) -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)
