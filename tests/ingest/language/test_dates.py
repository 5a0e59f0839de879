"""Date expressions mean days, months, years and intervals, counted from the day of publication."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import PartialDate
from ingest.language import dates as module
from ingest.language.date_grammar import date_grammar
from ingest.language.dates import dates
from ingest.language.tables import date_table

# A Friday.
ANCHOR = PartialDate("2024-04-26")

# Each sentence with its expressions: what is written, what it means, and of which kind it is.
ARABIC = {
    "gregorian": ("وقع في 7 مايو 2024 اتفاق", "7 مايو 2024", "2024-05-07", "absolute"),
    "eastern digits": ("في ٧ أيار ٢٠٢٤ وقع", "٧ أيار ٢٠٢٤", "2024-05-07", "absolute"),
    "levantine with و": ("بدأ و15 نيسان 2023 موعده", "15 نيسان 2023", "2023-04-15", "absolute"),
    "levantine of two words": ("منذ كانون الثاني 2022 وهو", "كانون الثاني 2022", "2022-01", "absolute"),
    "maghrebi with و": ("بين البلدين وجانفي 2023 موعد", "جانفي 2023", "2023-01", "absolute"),
    "moroccan": ("في 3 غشت 2023 بالرباط", "3 غشت 2023", "2023-08-03", "absolute"),
    "doublet": ("بدأت في فبراير/ شباط 2022 حرب", "فبراير/ شباط 2022", "2022-02", "absolute"),
    "doublet reversed": ("في 7 تشرين الأول/أكتوبر 2023 بدأ", "7 تشرين الأول/أكتوبر 2023", "2023-10-07", "absolute"),
    "doublet in brackets": ("في أكتوبر (تشرين الأول) 2023 بدأ", "أكتوبر (تشرين الأول) 2023", "2023-10", "absolute"),
    "doublet without a mark": ("وقع في مارس آذار العام الماضي", "مارس آذار العام الماضي", "2023-03", "relative"),
    "doublet of one name": ("7 مايو / مايو 2024", "7 مايو / مايو 2024", "2024-05-07", "absolute"),
    "day in words": ("منذ السابع من أكتوبر 2023 وهو", "السابع من أكتوبر 2023", "2023-10-07", "absolute"),
    "day in two words": ("في الحادي والعشرين من آذار 2023", "الحادي والعشرين من آذار 2023", "2023-03-21", "absolute"),
    "day of this month": ("يوم 30 جوان الحالي", "30 جوان الحالي", "2024-06-30", "relative"),
    "day in words of this month": ("في العشرين من هذا الشهر", "العشرين من هذا الشهر", "2024-04-20", "relative"),
    "weekday and day": ("وقع الجمعة 26 أبريل/ نيسان 2024 في", "الجمعة 26 أبريل/ نيسان 2024", "2024-04-26", "absolute"),
    "iso": ("بتاريخ 2024-05-07 وقع", "2024-05-07", "2024-05-07", "absolute"),
    "numbers": ("بتاريخ 7/5/2024 وقع", "7/5/2024", "2024-05-07", "absolute"),
    "no such day": ("في 31 فبراير 2024 وقع", "31 فبراير 2024", None, "absolute"),
    "day without a year": ("وقع في 3 مارس اتفاق", "3 مارس", "2024-03-03", "relative"),
    "day of last December": ("وقع في 30 ديسمبر اتفاق", "30 ديسمبر", "2023-12-30", "relative"),
    "last month by name": ("زار أوسلو في مارس الماضي", "مارس الماضي", "2024-03", "relative"),
    "last month of that name": ("زار أوسلو في نيسان الماضي", "نيسان الماضي", "2023-04", "relative"),
    "next month by name": ("يزورها في مايو المقبل", "مايو المقبل", "2024-05", "relative"),
    "month of last year": ("في مارس من العام الماضي", "مارس من العام الماضي", "2023-03", "relative"),
    "middle of a month": ("هددت، منتصف مارس/ آذار الماضي، أوسلو", "منتصف مارس/ آذار الماضي", "2024-03-15~", "relative"),
    "beginning of a month": ("في أوائل يونيو 2023 بدأ", "أوائل يونيو 2023", "2023-06-01~/2023-06-10~", "absolute"),
    "end of a month": ("أواخر شباط 2023 بدأ", "أواخر شباط 2023", "2023-02-21~/2023-02-28~", "absolute"),
    "bare month": ("زارها في حزيران وفد", "حزيران", "2024-06", "relative"),
    "unsure month with a word of time": ("زارها في مارس وفد", "مارس", "2024-03", "relative"),
    "days of a month": ("من 3 إلى 7 مارس", "من 3 إلى 7 مارس", "2024-03-03/2024-03-07", "relative"),
    "days joined by و": ("يومي 7 و8 مايو 2023 وقع", "7 و8 مايو 2023", "2023-05-07/2023-05-08", "absolute"),
    "days of two months": ("بين 28 آذار و3 أيار 2023", "بين 28 آذار و3 أيار 2023", "2023-03-28/2023-05-03", "absolute"),
    "months over a new year": ("من ديسمبر إلى فبراير 2024", "من ديسمبر إلى فبراير 2024", "2023-12/2024-02", "absolute"),
    "two months": ("في آذار/نيسان 2023 بدأ", "آذار/نيسان 2023", "2023-03/2023-04", "absolute"),
    "year": ("في عام 2022 بدأت", "عام 2022", "2022", "absolute"),
    "year with a cue": ("بدأت في 2022 وانتهت", "2022", "2022", "absolute"),
    "year since": ("منذ عام 2011 وهي", "عام 2011", "2011", "absolute"),
    "beginning of a year": ("مطلع عام 2022 بدأت", "مطلع عام 2022", "2022-01~/2022-03~", "absolute"),
    "years": ("بين عامي 2015 و2018 كانت", "بين عامي 2015 و2018", "2015/2018", "absolute"),
    "years with a dash": ("حرب (2015-2018) كانت", "2015-2018", "2015/2018", "absolute"),
    "decade": ("في تسعينيات القرن الماضي كانت", "تسعينيات القرن الماضي", "1990/1999", "absolute"),
    "today": ("قال اليوم إنه", "اليوم", "2024-04-26", "deictic"),
    "today with its weekday": ("قال اليوم الجمعة إنه", "اليوم الجمعة", "2024-04-26", "deictic"),
    "today with another weekday": ("قال اليوم الاثنين إنه", "اليوم الاثنين", None, "deictic"),
    "yesterday": ("قال أمس إنه", "أمس", "2024-04-25", "relative"),
    "yesterday with its weekday": ("قال أمس الخميس إنه", "أمس الخميس", "2024-04-25", "relative"),
    "day before yesterday": ("قال أول أمس إنه", "أول أمس", "2024-04-24", "relative"),
    "tomorrow with tanwin": ("يزورها غدًا وفد", "غدًا", "2024-04-27", "relative"),
    "weekday": ("قال الجمعة إنه", "الجمعة", "2024-04-26", "weekday"),
    "weekday with و": ("والسبت، ذكرت الوزارة", "السبت", "2024-04-20", "weekday"),
    "no-break space": ("في الأحد\u00a0الماضي وقع", "الأحد\u00a0الماضي", "2024-04-21", "weekday"),
    "last weekday on that weekday": ("وقع الجمعة الماضي", "الجمعة الماضي", "2024-04-19", "weekday"),
    "weekday before last": ("وقع الجمعة قبل الماضي", "الجمعة قبل الماضي", "2024-04-12", "weekday"),
    "next weekday": ("يزورها الأحد المقبل", "الأحد المقبل", "2024-04-28", "weekday"),
    "night between two days": ("ليل الخميس-الجمعة وقع", "الخميس-الجمعة", "2024-04-25/2024-04-26", "weekday"),
    "two days ago": ("وقع قبل يومين في", "قبل يومين", "2024-04-24", "relative"),
    "number of years ago": ("وقع قبل ثلاث سنوات في", "قبل ثلاث سنوات", "2021", "relative"),
    "number of months ago": ("وقع قبل نحو 11 شهرا في", "قبل نحو 11 شهرا", "2023-05", "relative"),
    "weeks ago": ("تقلق منذ عدة أسابيع بشأن", "منذ عدة أسابيع", "2024-02-16~/2024-04-12~", "relative"),
    "before an event": ("وقع قبل يومين من الانتخابات", "قبل يومين", None, "relative"),
    "last week": ("زارها الأسبوع الماضي وفد", "الأسبوع الماضي", "2024-04-15/2024-04-21", "relative"),
    "last year's end": ("وقع أواخر العام الماضي", "أواخر العام الماضي", "2023-10~/2023-12~", "relative"),
    "this year": ("وقع هذا العام", "هذا العام", "2024", "relative"),
    "careless spelling": ("وقع السنه الماضيه", "السنه الماضيه", "2023", "relative"),
    "past days": ("خلال الأيام الثلاثة الماضية وقع", "الأيام الثلاثة الماضية", "2024-04-23/2024-04-26", "relative"),
    "past years": ("خلال السنوات العشر الماضية وقع", "السنوات العشر الماضية", "2014/2024", "relative"),
}  # fmt: skip
ENGLISH = {
    "american": ("It was signed on March 7, 2024, in Oslo", "March 7, 2024", "2024-03-07", "absolute"),
    "british": ("It was signed on 7 March 2024 in Oslo", "7 March 2024", "2024-03-07", "absolute"),
    "ordinal": ("on the 7th of March it", "the 7th of March", "2024-03-07", "relative"),
    "short month": ("on Sept. 11, 2001, it", "Sept. 11, 2001", "2001-09-11", "absolute"),
    "dateline": ("OSLO, MARCH 7 - It", "MARCH 7", "2024-03-07", "relative"),
    "with weekday": ("on Friday, April 26, it", "Friday, April 26", "2024-04-26", "relative"),
    "iso": ("on 2024-03-07 it", "2024-03-07", "2024-03-07", "absolute"),
    "numbers in unsure order": ("on 07/03/2024 it", "07/03/2024", "2024", "absolute"),
    "numbers in sure order": ("on 03/27/2024 it", "03/27/2024", "2024-03-27", "absolute"),
    "month and year": ("in May 2023 it", "May 2023", "2023-05", "absolute"),
    "unsure month after a preposition": ("since March it", "March", "2024-03", "relative"),
    "sure month": ("the June talks", "June", "2024-06", "relative"),
    "last month by name": ("last October it", "last October", "2023-10", "relative"),
    "month of last year": ("in March last year it", "March last year", "2023-03", "relative"),
    "middle": ("in mid-March it", "mid-March", "2024-03-15~", "relative"),
    "early": ("in early June 2023 it", "early June 2023", "2023-06-01~/2023-06-10~", "absolute"),
    "late last year": ("late last year it", "late last year", "2023-10~/2023-12~", "relative"),
    "earlier this year": ("earlier this year it", "earlier this year", "2024-01-01/2024-04-26", "relative"),
    "end of a year": ("at the end of 2022 it", "the end of 2022", "2022-10~/2022-12~", "absolute"),
    "days": ("on March 3-7, 2024, it", "March 3-7, 2024", "2024-03-03/2024-03-07", "absolute"),
    "from day to day": ("from March 3 to March 7 it", "from March 3 to March 7", "2024-03-03/2024-03-07", "relative"),
    "between months": ("between March and May 2023 it", "between March and May 2023", "2023-03/2023-05", "absolute"),
    "year": ("in 2022 it", "2022", "2022", "absolute"),
    "years": ("between 2015 and 2018 it", "between 2015 and 2018", "2015/2018", "absolute"),
    "decade": ("in the early 1990s it", "the early 1990s", "1990~/1993~", "absolute"),
    "today": ("said today that", "today", "2024-04-26", "deictic"),
    "yesterday": ("said yesterday that", "yesterday", "2024-04-25", "relative"),
    "last night": ("said last night that", "last night", "2024-04-25", "relative"),
    "weekday": ("said on Tuesday that", "Tuesday", "2024-04-23", "weekday"),
    "last weekday": ("said last Friday that", "last Friday", "2024-04-19", "weekday"),
    "next weekday": ("will meet next Monday", "next Monday", "2024-04-29", "weekday"),
    "ago": ("two days ago it", "two days ago", "2024-04-24", "relative"),
    "vaguely ago": ("a few weeks ago it", "a few weeks ago", "2024-02-16~/2024-04-12~", "relative"),
    "earlier": ("two days earlier it", "two days earlier", None, "relative"),
    "last week": ("last week it", "last week", "2024-04-15/2024-04-21", "relative"),
    "past years": ("over the past three years it", "the past three years", "2021/2024", "relative"),
    "recent weeks": ("in recent weeks it", "recent weeks", "2024-02-16~/2024-04-26", "relative"),
}


def found(text, language, anchor=ANCHOR):
    return [
        (text[slice(*one.span)], one.when.text if one.when else None, one.kind)
        for one in dates(text, (0, len(text)), language, anchor)
    ]


@pytest.mark.parametrize(("text", "written", "when", "kind"), ARABIC.values(), ids=ARABIC)
def test_arabic_expressions(text, written, when, kind):
    assert found(text, "ar") == [(written, when, kind)]


@pytest.mark.parametrize(("text", "written", "when", "kind"), ENGLISH.values(), ids=ENGLISH)
def test_english_expressions(text, written, when, kind):
    assert found(text, "en") == [(written, when, kind)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("مارس الوزير ضغوطا على أوسلو", "ar"),
        ("آب الوفد إلى بلاده", "ar"),
        ("قالت تيريزا ماي إنها باقية", "ar"),
        ("في اليوم التالي غادر الوفد", "ar"),
        ("ذكرت صحيفة المصري اليوم أن الوفد غادر", "ar"),
        ("للعام الثالث على التوالي", "ar"),
        ("غادر 2022 شخصا المدينة", "ar"),
        ("وهو في الثمانينيات من عمره", "ar"),
        ("في الأمسية التي نظمتها السفارة", "ar"),
        ("في عام 1445 هـ", "ar"),
        ("بعد صلاة الجمعة في المدينة", "ar"),
        ("يمارسون الضغط", "ar"),
        ("They may march on the capital", "en"),
        ("Prime Minister Theresa May left", "en"),
        ("some 2000 troops left", "en"),
        ("the march on Black Friday", "en"),
        ("Russia Today reported it", "en"),
        ("an august body may march", "en"),
        ("It left the city in 1500 boxes", "en"),
    ],
)
def test_what_only_looks_like_a_date(text, language):
    assert found(text, language) == []


def test_without_an_anchor_absolute_dates_stand_and_relative_ones_keep_their_kind():
    text = "قال اليوم الجمعة إن الاتفاق الذي وقع في 7 مايو 2023 وعدّل الشهر الماضي ينتهي الأحد"
    assert [(when, kind) for _, when, kind in found(text, "ar", None)] == [
        (None, "deictic"), ("2023-05-07", "absolute"), (None, "relative"), (None, "weekday"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("منتصف مارس الماضي", "2024-03-15~"),
        ("العام الماضي", "2023"),
        ("اليوم الجمعة", "2024-04-19/2024-05-03"),
        ("أمس", "2024-04-15/2024-05-06"),
        ("الشهر الماضي", "2024-03-01/2024-04-30"),
        ("منذ عدة أسابيع", "2024-02-06~/2024-04-23~"),
    ],
)
def test_an_anchor_within_an_interval_gives_one_date_only_where_all_its_days_agree(text, when):
    assert found(text, "ar", PartialDate("2024-04-16/2024-05-07"))[0][1] == when


@pytest.mark.parametrize("anchor", ["../2024-05-07", "2024-05-07/..", "2000/2024", "9999-12-31"])
def test_an_anchor_that_says_too_little_gives_no_relative_date(anchor):
    assert found("قال أمس إنه وقع في 2022", "ar", PartialDate(anchor)) == [
        ("أمس", None, "relative"), ("2022", "2022", "absolute"),
    ]  # fmt: skip


def test_spans_are_places_in_the_whole_text_whatever_marks_it_carries():
    text = "عنوان. قَالَ أَمْسِ الخَمِيسِ إنّه باقٍ، وغدًا يُغادر."
    mentions = dates(text, (7, len(text)), "ar", ANCHOR)
    assert [text[slice(*one.span)] for one in mentions] == ["أَمْسِ الخَمِيس", "غدًا"]


def test_a_mention_names_its_weekday():
    (one, other) = dates("on Tuesday and yesterday", (0, 24), "en", None)
    assert (one.weekday, other.weekday) == (1, None)


@given(st.dates(date(1990, 1, 1), date(2050, 12, 31)), st.integers(0, 6))
def test_a_bare_weekday_is_within_the_last_seven_days_and_last_and_next_exclude_today(day, weekday):
    names = {number: name for name, number in date_table("en").weekdays.items()}
    text = f"{names[weekday]}, last {names[weekday]}, next {names[weekday]}"
    bare, last, following = (one.when.first for one in dates(text, (0, len(text)), "en", PartialDate.of(day)))
    assert bare.weekday() == last.weekday() == following.weekday() == weekday
    assert timedelta(0) <= day - bare <= timedelta(6)
    assert timedelta(1) <= day - last <= timedelta(7)
    assert timedelta(1) <= following - day <= timedelta(7)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["ar", "en"]), st.data())
def test_a_day_written_out_comes_back(day, language, data):
    months = [name for name, number in date_table(language).months.items() if number == day.month]
    text = f"{day.day} {data.draw(st.sampled_from(months))} {day.year}"
    assert found(text, language, None) == [(text, day.isoformat(), "absolute")]


WORDS = {
    language: [
        *table.months, *table.weekdays, *table.parts, *table.directions, *table.days, *table.units, *table.numbers,
        *table.vague, *table.ordinals, *table.decades, *table.not_dates,
        "من", "إلى", "بين", "و", "في", "قبل", "منذ", "عام", "العام", "شهر", "يوم", "هذا",
        "in", "from", "to", "the", "of", "ago", "between", "and", "mid-",
        "7", "31", "2022", "1990s", "99", "/", "-", ",", "،", "(", ")",
    ]
    for language in ("ar", "en")
    for table in [date_table(language)]
}  # fmt: skip


@given(st.sampled_from(["ar", "en"]), st.data())
def test_any_jumble_of_date_words_gives_ordered_exact_spans(language, data):
    words = data.draw(st.lists(st.sampled_from(WORDS[language]), max_size=12))
    text = data.draw(st.sampled_from([" ", "\u00a0", "  "])).join(words)
    place = 0
    for one in dates(text, (0, len(text)), language, ANCHOR):
        assert place <= one.span[0] < one.span[1] <= len(text)
        assert text[slice(*one.span)].strip() == text[slice(*one.span)]
        place = one.span[1]


@given(st.sampled_from(["ar", "en"]), st.data())
def test_the_gate_before_the_forms_hides_no_expression(language, data):
    words = data.draw(st.lists(st.sampled_from(WORDS[language]), min_size=1, max_size=6))
    text = " ".join(words)
    for form in date_grammar(language).forms.values():
        match = form.pattern.match(text)
        if match and not form.pattern.pattern.startswith(("(?:(?<=", "(?<=")):
            assert date_grammar(language).finder.match(text), form


def test_expressions_understood_before_are_understood_alike_again():
    first = found(ARABIC["middle of a month"][0], "ar")
    module._understood.cache_clear()
    module._resolved.cache_clear()
    assert found(ARABIC["middle of a month"][0], "ar") == first
