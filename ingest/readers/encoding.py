"""From bytes to text: byte order marks, declared encodings, UTF-8, and Arabic encodings where they read as Arabic."""

from __future__ import annotations

import codecs
import re

from graph.errors import UnreadableError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_ARABIC = re.compile("[\u0621-\u063a\u0641-\u064a]")
_FOREIGN_LETTER = re.compile(r"[^\W\d_a-zA-Z]")
_ARABIC_WORD = re.compile("(?<![^\\W\\d_])[\u0621-\u063a\u0641-\u064a]{2,}")
# The four commonest letters; in Arabic news they make up 35 to 45 % of all letters, in random bytes 4 of 60.
_COMMON = re.compile("[الية]")
_COMMON_SHARE = 0.2
# Of the letters beyond ASCII, how many must be Arabic to believe that bytes are windows-1256.
_ARABIC_SHARE = 0.9
# A text may carry a stray form feed; more control characters than this are something else than text.
_CONTROL_SHARE = 0.001
# Windows-1252 text in a Latin script has few letters beyond ASCII.
_LATIN_SHARE = 0.15
# A text may have been cut within a letter or patched together; more damage than this is another encoding.
_DAMAGE_SHARE = 0.02
# What servers and editors declare by default, whatever the language, as Python names it.
_WESTERN = frozenset({"ascii", "cp1252", "iso8859-1", "iso8859-15"})
# In the order of how often the Arabic web used them; each gives nonsense, or fails, for the text of another.
_ARABIC_ENCODINGS = ("cp1256", "iso8859-6", "mac-arabic", "cp720")
_REPLACEMENT = "\ufffd"
# UTF-16 without a mark: of each blank, digit and ASCII letter one byte is zero, in Arabic text every fourteenth byte.
_ZERO_SHARE = 0.03


def decoded(data: bytes, where: str, *, declared: str | None = None) -> str:
    """Decode a text; its byte order mark is left out, everything else stays as it is.

    Tries the byte order mark, UTF-8, the declared encoding, UTF-16, slightly damaged UTF-8, then Arabic encodings and
    windows-1252 where the result reads as text of their languages. A Western encoding, which pages declare by
    default, is not believed where an Arabic one gives Arabic, nor a declared Arabic one where it gives none. Raises
    UnreadableError for bytes that are no text.
    """
    text = _decoded(data, declared)
    if text is None:
        raise UnreadableError(where, "it is not text in a known encoding", "save it as UTF-8 text or as HTML")
    if len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE:
        raise UnreadableError(where, "it is not text: it is full of control characters", "save it as UTF-8 text")
    return text


def _decoded(data: bytes, declared: str | None) -> str | None:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    # Bytes that are valid UTF-8 are UTF-8, whatever a page says of itself.
    text = _strictly(data, "utf-8")
    if text is None and declared:
        text = _declared(data, declared)
    if text is not None and "\0" not in text:
        return text
    if data.count(0) > len(data) * _ZERO_SHARE:
        return _utf16(data)
    text = _damaged_utf8(data)
    if text is not None:
        return text
    text = _arabic(data)
    if text is None:
        latin = _strictly(data, "cp1252")
        text = latin if latin and _reads_as_latin(latin) else None
    return text


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _declared(data: bytes, declared: str) -> str | None:
    """Decode as declared, unless the name is one of those that pages carry by default and the bytes say otherwise."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    # Browsers take Latin-1 for windows-1252, which has its quotation marks and dashes.
    text = _strictly(data, "cp1252" if name in ("iso8859-1", "ascii") else name)
    if name in _WESTERN or (name in _ARABIC_ENCODINGS and not (text and _reads_as_arabic(text))):
        return _arabic(data) or text
    return text


def _arabic(data: bytes) -> str | None:
    texts = (_strictly(data, encoding) for encoding in _ARABIC_ENCODINGS)
    return next((text for text in texts if text and _reads_as_arabic(text)), None)


def _damaged_utf8(data: bytes) -> str | None:
    text = data.decode("utf-8", "replace")
    letters = len(_FOREIGN_LETTER.findall(text))
    damaged = text.count(_REPLACEMENT) - text.endswith(_REPLACEMENT)
    return text if letters and damaged <= letters * _DAMAGE_SHARE else None


def _utf16(data: bytes) -> str | None:
    # White space and digits have their zero byte first in big-endian, second in little-endian order.
    encoding = "utf-16-be" if data[::2].count(0) > data[1::2].count(0) else "utf-16-le"
    return _strictly(data, encoding)


def _reads_as_arabic(text: str) -> bool:
    foreign = len(_FOREIGN_LETTER.findall(text))
    arabic = len(_ARABIC.findall(text))
    if not arabic or _CONTROL.search(text) or arabic < foreign * _ARABIC_SHARE:
        return False
    return len(_COMMON.findall(text)) >= arabic * _COMMON_SHARE and bool(_ARABIC_WORD.search(text))


def _reads_as_latin(text: str) -> bool:
    return not _CONTROL.search(text) and len(_FOREIGN_LETTER.findall(text)) <= len(text) * _LATIN_SHARE
