from graph.model import Claim, Document
from graph.vocabulary import Vocabulary
from ui.explorer.texts import Texts
from ui.explorer.views import reading

_FIRST = "زوّدت إيران روسيا بمسيّرات."
_SECOND = "ونفت طهران ذلك <مجددا>."
_DOCUMENT = Document(id="d", text=f"{_FIRST}\n\n  {_SECOND}\n")


def _claim(known: Vocabulary) -> Claim:
    kind = known.relations["SUPPLIES"]
    return Claim(
        document="d", relation="SUPPLIES", plover=kind.plover, cameo=kind.cameo, goldstein=kind.goldstein,
        source="IRN", target="RUS", factuality="actual", quote=_FIRST, sentence=(0, len(_FIRST)), trigger=(0, 5),
        source_span=(6, 11), target_span=(12, 17), speakers=("G7", "USA"),
    )  # fmt: skip


def test_paragraphs_are_the_lines_that_are_not_blank() -> None:
    assert [_DOCUMENT.text[start:end].strip() for start, end in reading.paragraphs(_DOCUMENT.text)] == [_FIRST, _SECOND]


def test_the_claims_parts_are_marked_in_the_text(words: Texts, known: Vocabulary) -> None:
    html = reading.article(_DOCUMENT, [_claim(known)], words, known, str)
    assert html.count("<p ") == 2
    for style, word in (("dt-trigger", "زوّدت"), ("dt-source", "إيران"), ("dt-target", "روسيا")):
        assert html.split(f"dt-mark {style} ", 1)[1].split(">", 1)[1].startswith(f"{word}</mark>")
    assert "&lt;مجددا&gt;" in html


def test_unread_sentences_and_the_picked_claim_stand_out(words: Texts, known: Vocabulary) -> None:
    claim = _claim(known)
    start = _DOCUMENT.text.index(_SECOND)
    unread = [(start, start + len(_SECOND))]
    html = reading.article(_DOCUMENT, [claim], words, known, str, unread=unread, lit=claim.id)
    assert html.count("dt-unread") == 1
    assert "dt-lit" in html
    assert "dt-lit" not in reading.article(_DOCUMENT, [claim], words, known, str, lit="other")


def test_a_claim_is_a_row(english: Texts, known: Vocabulary) -> None:
    (row,) = reading.claim_rows([_claim(known)], english, known, str)
    assert (row["source"], row["target"], row["speakers"], row["sentence"]) == ("IRN", "RUS", "G7 › USA", _FIRST)
    assert {column.key for column in reading.claim_columns(english)} <= row.keys()
