"""An item of ninjs, the IPTC's news in JSON: version 1 with `headline` and `body_…`, 2 and 3 with lists of them.

Version 3 writes `versionCreated` where the others write `versioncreated`; names are compared without their capitals.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field

from graph.errors import InputError, LeftOutError
from graph.model import Document, PublishingStatus
from ingest.readers.days import moment, published
from ingest.readers.lenient import Lenient
from ingest.readers.markup import line, plain
from ingest.readers.text import language

_REMEDY = "ask the item's publisher"
# Any of them beside a `uri` makes an object an item of ninjs.
_OWN_FIELDS = frozenset({
    "pubstatus", "versioncreated", "firstcreated", "representationtype", "headline", "headlines", "bodies",
    "body_text", "body_html", "body_xhtml", "descriptions",
})  # fmt: skip
_OTHER_FORMS = frozenset({"text", "content"})
# The IPTC's publishing statuses, in both spellings.
PUB_STATUS: Mapping[str, PublishingStatus] = {
    "usable": "usable", "withheld": "withheld", "canceled": "cancelled", "cancelled": "cancelled",
}  # fmt: skip
# An item of one of these kinds tells its story otherwise than in words.
_WORDLESS = frozenset({"audio", "video", "picture", "graphic", "component", "package"})
_HTML = ("text/html", "application/xhtml+xml")


class _Text(Lenient):
    value: str = ""
    role: str = ""
    contenttype: str = ""


class _Named(Lenient):
    name: str = ""


class _Item(Lenient):
    uri: str
    type: str = ""
    version: str = ""
    versioncreated: str | None = None
    firstcreated: str | None = None
    contentcreated: str | None = None
    pubstatus: str = "usable"
    language: str = ""
    headline: str = ""
    headlines: list[_Text] = Field(default_factory=list)
    title: str = ""
    bodies: list[_Text] = Field(default_factory=list)
    body_xhtml: str = ""
    body_html: str = ""
    body_text: str = ""
    descriptions: list[_Text] = Field(default_factory=list)
    description_text: str = ""
    copyrightholder: str = ""
    infosources: list[_Named] = Field(default_factory=list)
    infosource: list[_Named] = Field(default_factory=list)


def is_ninjs(given: Mapping[str, Any]) -> bool:
    """Tell whether a JSON object is an item of ninjs."""
    names = {name.lower() for name in given}
    return "uri" in names and not names.isdisjoint(_OWN_FIELDS) and names.isdisjoint(_OTHER_FORMS)


def ninjs_document(given: Mapping[str, Any], where: str) -> Document:
    """Read an item; its `uri` is the document's id in all its versions.

    The publication date is that of the first version where the item has it, else that of this one. Raises
    LeftOutError for pictures and the like, InputError and ValidationError for what does not keep the format.
    """
    item = _Item.model_validate(_lowered(given))
    status = PUB_STATUS.get(item.pubstatus.lower())
    if status is None:
        raise InputError(where, f"pubstatus is {item.pubstatus!r}, none of usable, withheld, canceled", _REMEDY)
    return _document(item, status, where)


def _document(item: _Item, status: PublishingStatus, where: str) -> Document:
    title = line(item.headline or _main(item.headlines) or item.title)
    text = _body(item)
    if status == "usable" and not text:
        if item.type in _WORDLESS:
            raise LeftOutError(where, f"it is a {item.type}")
        text = plain(item.description_text or _main(item.descriptions)) or title
        if not text:
            raise InputError(where, "the item holds no text", _REMEDY)
    reported, note = published(item.firstcreated or item.contentcreated or item.versioncreated)
    return Document(
        id=item.uri,
        text=text,
        title=title or None,
        publisher=_publisher(item),
        url=item.uri if item.uri.startswith(("http://", "https://")) else None,
        language=language(text, where) if status == "usable" else item.language[:2].lower() or "en",
        reported=reported,
        reported_note=note,
        layout="page" if "\n" in text else "clean",
        version=int(item.version) if item.version.isdecimal() else 0,
        revised=moment(item.versioncreated),
        status=status,
    )


def _body(item: _Item) -> str:
    marked = [body.value for body in item.bodies if body.contenttype in _HTML]
    simple = [body.value for body in item.bodies if body.contenttype in ("text/plain", "")]
    bodies = [item.body_xhtml, item.body_html, *marked, item.body_text, *simple]
    return next((text for text in map(plain, bodies) if text), "")


def _main(texts: Sequence[_Text]) -> str:
    """Give the main one of several headlines or descriptions, the first where none is so called."""
    main = [text.value for text in texts if text.role in ("main", "text")]
    return next(iter(main or [text.value for text in texts]), "")


def _publisher(item: _Item) -> str | None:
    named = (item.copyrightholder, *(source.name for source in (*item.infosources, *item.infosource)))
    host = (urlsplit(item.uri).hostname or "").removeprefix("www.")
    return next((name for name in named if name), None) or host or None


def _lowered(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name.lower(): _lowered(member) for name, member in value.items()}
    return [_lowered(member) for member in value] if isinstance(value, list) else value
