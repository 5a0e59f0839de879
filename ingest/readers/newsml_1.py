"""An item of NewsML 1, which NewsML-G2 replaced: the component whose role is the body, in XHTML or NITF."""

from __future__ import annotations

from lxml import etree

from graph.errors import InputError, LeftOutError
from graph.model import Document
from ingest.readers.days import moment, published
from ingest.readers.markup import plain, text_of
from ingest.readers.ninjs import PUB_STATUS
from ingest.readers.text import language

_ROLES = ("body", "main")


def newsml_1_document(item: etree._Element, name: str, where: str) -> Document:
    """Read an item; its document is called by provider, day and item, which all revisions share.

    Raises LeftOutError where no component holds a text.
    """
    given = _formal(item, "./NewsManagement/Status").lower() or "usable"
    status = PUB_STATUS.get(given)
    if status is None:
        raise InputError(where, f"Status is {given!r}, none of usable, withheld, canceled", "ask the item's publisher")
    text = _text(item)
    if not text and status == "usable":
        raise LeftOutError("", _formal(item, "./NewsManagement/NewsItemType").lower() or "without a type")
    identifier = "./Identification/NewsIdentifier/"
    parts = [item.findtext(f"{identifier}{part}", "").strip() for part in ("ProviderId", "DateId", "NewsItemId")]
    revision = item.findtext(f"{identifier}RevisionId", "").strip()
    reported, note = published(item.findtext("./NewsManagement/FirstCreated"))
    return Document(
        id=":".join(("urn:newsml", *parts)) if all(parts) else name,
        text=text,
        title=" ".join(item.findtext(".//NewsLines/HeadLine", "").split()) or None,
        publisher=parts[0] or None,
        language=language(text, where) if status == "usable" else "en",
        reported=reported,
        reported_note=note,
        layout="page" if "\n" in text else "clean",
        version=int(revision) if revision.isdecimal() else 0,
        revised=moment(item.findtext("./NewsManagement/ThisRevisionCreated")),
        status=status,
    )


def _text(item: etree._Element) -> str:
    components = list(item.iter("NewsComponent"))
    bodies = [component for component in components if _formal(component, "./Role").lower() in _ROLES]
    for component in bodies or components:
        content = component.find("./ContentItem/DataContent")
        if content is not None:
            return text_of(content) if len(content) else plain(content.text or "")
    return ""


def _formal(item: etree._Element, path: str) -> str:
    found = item.find(path)
    return (found.get("FormalName") or "") if found is not None else ""
