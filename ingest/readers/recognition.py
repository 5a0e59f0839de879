"""Which format some bytes are in, by how they begin; a suffix decides only where the beginning does not."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_GZIP, _ZIP, _WARC = b"\x1f\x8b", (b"PK\x03\x04", b"PK\x05\x06"), (b"WARC/0.", b"WARC/1.", b"filedesc://")
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<", b"{\0", b"\0{", b"[\0", b"\0[")
# Atomic groups, so that no input makes them try again and again.
_BEFORE_ROOT = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([\w.:-]+)(?>[^>\[]+|\[[^\]]*\])*>", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_ROOTS: Mapping[str, str] = {
    "rss": "feed", "rdf": "feed", "channel": "feed", "feed": "feed", "opml": "opml", "html": "html", "head": "html",
    "body": "html", "newsitem": "newsml", "newsmessage": "newsml", "packageitem": "newsml", "contentset": "newsml",
    "knowledgeitem": "newsml", "conceptitem": "newsml", "planningitem": "newsml", "newsml": "newsml",
    "nitf": "newsml",
}  # fmt: skip
_JSON_FEED = re.compile(r'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org')


def recognised(head: bytes) -> str | None:
    """Name the reader for what begins like this; None for plain text and for what no reader knows.

    `head` should hold a few thousand bytes, or all where there are fewer.
    """
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(_GZIP):
        return "gzip"
    if head.startswith(_WARC):
        return "warc"
    text = _text(head).lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        return _json(text)
    return _markup(text) if text.startswith("<") else None


def _text(head: bytes) -> str:
    if head.startswith(_UTF16):
        little = head.startswith((b"\xff\xfe", b"<\0", b"{\0", b"[\0"))
        return head.decode("utf-16-le" if little else "utf-16-be", "replace")
    return head.decode("utf-8", "replace")


def _markup(text: str) -> str | None:
    start = _skipped(text, 0)
    doctype = _DOCTYPE.match(text, start)
    if doctype and doctype[1].lower() == "html":
        return "html"
    root = _ROOT.match(text, _skipped(text, doctype.end()) if doctype else start)
    return _ROOTS.get(root[1].lower()) if root else None


def _skipped(text: str, start: int) -> int:
    before = _BEFORE_ROOT.match(text, start)
    return before.end() if before else start


def _json(text: str) -> str | None:
    if text.startswith("{") and _JSON_FEED.search(text):
        return "jsonfeed"
    first, _, rest = text.partition("\n")
    if text.startswith("{") and (_is_object(first) or not rest):
        return "jsonl"
    return "json"


def _is_object(text: str) -> bool:
    try:
        value: Any = json.loads(text)
    except ValueError:
        return False
    return isinstance(value, dict)
