"""NewsML-G2 and NITF, the IPTC's news in XML: each news item with a text is a document, the same in all versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO
from urllib.parse import urlsplit

from lxml import etree

from graph.errors import InputError, LeftOutError
from graph.model import Document, PublishingStatus
from ingest.readers.days import moment, published
from ingest.readers.markup import plain, text_of
from ingest.readers.newsml_1 import newsml_1_document
from ingest.readers.ninjs import PUB_STATUS
from ingest.readers.safe_xml import xml_root
from ingest.readers.source import Report
from ingest.readers.text import language, whole

_REMEDY = "ask the item's publisher"
_MARKED_UP = frozenset({"html", "body", "div", "article", "section", "p"})
_DATES = ("./{*}itemMeta/{*}firstCreated", "./{*}contentMeta/{*}contentCreated", "./{*}itemMeta/{*}versionCreated")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(stream: BinaryIO, name: str, report: Report) -> Iterator[Document]:
    """Read every news item of a NewsML-G2 message or item, of NewsML 1, or a NITF text.

    An item's `guid` is its document's id, its `version` and `pubStatus` are the document's. Items without a text, such
    as pictures, are counted and left out. Raises UnreadableError for what is not well-formed, or holds no item.
    """
    root = xml_root(whole(stream, name), name)
    items = [element for element in root.iter() if _local(element) in ("newsItem", "NewsItem")] or [root]
    wordless: Counter[str] = Counter()
    for number, item in enumerate(items, start=1):
        where = f"{name}:{item.sourceline}" if len(items) > 1 else name
        try:
            document = _document(item, name if number == 1 else where, where)
        except LeftOutError as error:
            wordless[error.what] += 1
        except InputError as error:
            report(error)
        else:
            yield document
    if wordless:
        kinds = ", ".join(f"{count} {what}" for what, count in sorted(wordless.items()))
        report(LeftOutError(name, f"{wordless.total()} of {len(items)} items hold no text ({kinds})"))


def _document(item: etree._Element, name: str, where: str) -> Document:
    if _local(item) == "NewsItem":
        return newsml_1_document(item, name, where)
    status = _status(item, where)
    text = _text(item, status)
    title = _line(item, "./{*}contentMeta/{*}headline") or _line(item, ".//{*}hl1")
    reported, note = _reported(item)
    version = item.get("version", "")
    return Document(
        id=item.get("guid") or _attribute(item, ".//{*}docdata/{*}doc-id", "id-string") or name,
        text=text,
        title=title,
        publisher=_publisher(item),
        language=language(text, where) if status == "usable" else _language(item),
        reported=reported,
        reported_note=note,
        layout="page" if "\n" in text else "clean",
        version=int(version) if version.isdecimal() else 0,
        revised=moment(_line(item, "./{*}itemMeta/{*}versionCreated")),
        status=status,
    )


def _status(item: etree._Element, where: str) -> PublishingStatus:
    given = _code(item.find("./{*}itemMeta/{*}pubStatus"))
    status = PUB_STATUS.get((given or "usable").lower())
    if status is None:
        raise InputError(where, f"pubStatus is {given!r}, none of usable, withheld, canceled", _REMEDY)
    return status


def _text(item: etree._Element, status: PublishingStatus) -> str:
    text = next((found for part in item.iter("{*}inlineXML", "{*}inlineData") if (found := _inline(part))), "")
    if not text and _local(item) == "nitf":
        text = nitf_text(item)
    if not text and status == "usable":
        raise LeftOutError("", _code(item.find("./{*}itemMeta/{*}itemClass")) or "without a class")
    return text


def _inline(part: etree._Element) -> str:
    """Give the text of one form of the content; what is neither NITF, HTML nor plain text has none."""
    if _local(part) == "inlineData":
        kind = part.get("contenttype", "text/plain")
        return plain(part.text or "") if kind.startswith("text/") and not part.get("encoding") else ""
    for child in part:
        if _local(child) == "nitf":
            return nitf_text(child)
        if _local(child) in _MARKED_UP:
            return text_of(child)
    return ""


def nitf_text(nitf: etree._Element) -> str:
    """Give the story of a NITF text, without its headline, byline and what stands below it."""
    body = nitf.find(".//{*}body.content")
    return text_of(body) if body is not None else ""


def _reported(item: etree._Element) -> tuple[date | None, str | None]:
    """Give the day of the first version or of the content, which later versions keep, else of this version."""
    written = [_line(item, path) for path in _DATES]
    written.append(_attribute(item, ".//{*}docdata/{*}date.issue", "norm"))
    days = [published(one) for one in written if one]
    return next((day for day in days if day[0]), days[0] if days else (None, None))


def _publisher(item: etree._Element) -> str | None:
    provider, holder = item.find("./{*}itemMeta/{*}provider"), item.find("./{*}rightsInfo/{*}copyrightHolder")
    names = [_line(party, "./{*}name") or party.get("literal") for party in (provider, holder) if party is not None]
    named = next((name for name in names if name), None)
    return named or _code(provider) or _code(holder)


def _code(party: etree._Element | None) -> str | None:
    """Give the code of a qcode, or the last part of an address, by which an element names a thing."""
    if party is None:
        return None
    uri = party.get("uri", "")
    host = urlsplit(uri).hostname if _local(party) in ("provider", "copyrightHolder") else None
    return party.get("qcode", "").rpartition(":")[2] or host or uri.rpartition("/")[2] or party.get("literal")


def _language(item: etree._Element) -> str:
    return (item.get(_XML_LANG) or "en")[:2].lower()


def _line(item: etree._Element, path: str) -> str | None:
    found = item.find(path)
    return " ".join("".join(map(str, found.itertext())).split()) or None if found is not None else None


def _attribute(item: etree._Element, path: str, name: str) -> str | None:
    found = item.find(path)
    return found.get(name) if found is not None else None


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
