"""The folded form of a name: what spellings that a reader takes for the same have in common.

Names are compared, searched and indexed in this form. It is for matching only and never shown.
"""

from __future__ import annotations

import re
import unicodedata

# Vowel marks, Quranic marks and tatweel carry no letters; newspapers write them or not.
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_LETTERS = str.maketrans(
    {
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ء": None,
        "گ": "غ", "پ": "ب", "ڤ": "ف", "چ": "ج", "ک": "ك", "ی": "ي",
        "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
        "'": None, "’": None, "‘": None, "ʼ": None, "ʻ": None, "`": None, "´": None,
    }
)  # fmt: skip
_NOT_IN_WORDS = re.compile(r"[^\w+&]+")


def fold(text: str) -> str:
    """Give the folded form: lower case, no accents or vowel marks, hamza seats alike, words parted by one blank.

    >>> fold("Türkiye, Al-Asad"), fold("الإمـارات")
    ('turkiye al asad', 'الامارات')
    """
    plain = _MARKS.sub("", unicodedata.normalize("NFC", text)).casefold().translate(_LETTERS)
    if not plain.isascii():
        bare = "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))
        plain = bare.translate(_LETTERS)  # «ǽ» is «æ» only now
    return _NOT_IN_WORDS.sub(" ", plain).strip()
