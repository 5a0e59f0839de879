from __future__ import annotations

import re
from datetime import date

import pytest

from graph.actors.cards import Bond, Card, Sort
from graph.model import PartialDate, Tie, TieKind
from graph.store.views import ActorCard
from ui.explorer.texts import Texts
from ui.explorer.views.actor import Namer, facts, heading

NAMER = Namer(actor=lambda identity: f"name of {identity}", office=lambda office: office.replace("_", " "))
_KINDS: dict[Sort, TieKind] = {
    "holders": "HOLDS_OFFICE_IN", "offices": "HOLDS_OFFICE_IN", "members": "MEMBER_OF", "memberships": "MEMBER_OF",
    "wholes": "PART_OF", "parts": "PART_OF",
}  # fmt: skip


def stored(links: int = 4) -> ActorCard:
    return ActorCard(
        id="IRN", kind="State", name="Iran", name_en="Iran", name_ar="إيران", names=("Iran", "إيران"), ties=(),
        links=links, claims=9,
    )  # fmt: skip


def bond(
    sort: Sort, other: str = "BLOC", on: str = "2023-07-04/", *, office: str | None = None, source: str = "a gazette",
    holds: bool = True, acting: bool = False,
) -> Bond:  # fmt: skip
    first, _, last = on.partition("/")
    tie = Tie(
        kind=_KINDS[sort], to=other, office=office, source=source, first=PartialDate(first) if first else None,
        last=PartialDate(last) if last else None,
    )  # fmt: skip
    return Bond(other=other, tie=tie, holds=holds, acting=acting)


def card(*bonds: tuple[Sort, Bond], **values: object) -> Card:
    by_sort: dict[Sort, tuple[Bond, ...]] = {}
    for sort, one in bonds:
        by_sort[sort] = (*by_sort.get(sort, ()), one)
    known: dict[str, object] = {
        "id": "IRN", "kind": "State", "names_en": ("Iran",), "names_ar": ("إيران",), "source": "a list",
        "on": date(2024, 4, 26), "bonds": by_sort,
    }  # fmt: skip
    return Card(**known | values)  # type: ignore[arg-type]


def test_both_scripts_are_shown_the_readers_first(english: Texts, arabic: Texts) -> None:
    for words, order in ((english, ("Iran", "إيران")), (arabic, ("إيران", "Iran"))):
        html = heading(stored(), words)
        assert html.index(order[0]) < html.index(order[1])


def test_an_actor_without_links_says_so(english: Texts) -> None:
    assert "no links" in heading(stored(links=0), english)
    assert "links: 4" in heading(stored(), english)


def test_an_office_stands_with_its_holder_and_its_days(english: Texts) -> None:
    held = bond("holders", "SOMEBODY", "2012-11-06/2024-05-12", office="defence_minister")
    html = facts(card(("holders", held)), english, NAMER)
    assert re.search("defence minister.*name of SOMEBODY.*2012-11-06 – 2024-05-12", html)


def test_an_acting_holder_is_called_so(english: Texts, arabic: Texts) -> None:
    held = bond("holders", office="prime_minister", acting=True)
    assert "prime minister (acting)" in facts(card(("holders", held)), english, NAMER)
    assert "prime minister (بالنيابة)" in facts(card(("holders", held)), arabic, NAMER)


def test_what_holds_is_shown_and_other_times_are_folded_away(english: Texts) -> None:
    now = bond("offices", "RUS", "2024-05-12/", office="secretary")
    before = bond("offices", "RUS", "2012-11-06/2024-05-12", office="defence_minister", holds=False)
    html = facts(card(("offices", before), ("offices", now)), english, NAMER)
    assert html.index("secretary") < html.index("at other times: 1") < html.index("defence minister")
    assert "none on this day" in facts(card(("offices", before)), english, NAMER)


def test_every_fact_leads_to_its_source(english: Texts) -> None:
    html = facts(card(("members", bond("members", "A")), ("members", bond("members", "B", source="x"))), english, NAMER)
    assert html.count('class="dt-ref" title="a gazette">2<') == 1
    assert html.count('class="dt-ref" title="x">3<') == 1
    assert re.search("<ol>.*a list.*a gazette.*<li>.*x.*</ol>", html)


def test_one_source_of_a_whole_section_stands_at_its_title_alone(english: Texts) -> None:
    html = facts(card(*(("members", bond("members", name)) for name in "ABC")), english, NAMER)
    assert html.count('class="dt-ref"') == 1
    assert re.search('Members<sup class="dt-ref"', html)


def test_members_stand_in_the_order_of_their_names(english: Texts) -> None:
    html = facts(card(*(("members", bond("members", name)) for name in "CAB")), english, NAMER)
    assert html.index("name of A") < html.index("name of B") < html.index("name of C")


@pytest.mark.parametrize(("sort", "shown"), [("holders", 8), ("members", 24)])
def test_many_are_folded_after_the_first(english: Texts, sort: Sort, shown: int) -> None:
    html = facts(card(*((sort, bond(sort, f"X{number:02}")) for number in range(30))), english, NAMER)
    visible, folded = html.split("<details")
    assert visible.count("name of X") == shown
    assert folded.count("name of X") == 30 - shown
    assert f"and {30 - shown} more" in folded


def test_an_ended_state_says_what_came_after_it(english: Texts) -> None:
    ended = {"exists": PartialDate("1922-12-30/1991-12-26"), "successors": ("RUS", "UKR")}
    html = facts(card(**ended), english, NAMER)
    assert "Did not exist on this day" in html
    assert "1922-12-30 – 1991-12-26" in html
    assert "name of UKR" in html
    then = facts(card(**ended | {"on": date(1986, 5, 1)}), english, NAMER)
    assert "Did not exist" not in then
    assert "Existed" in then
    assert "Existed" not in facts(card(exists=PartialDate("1949-04-04/..")), english, NAMER)


def test_a_card_without_facts_says_so_in_the_readers_direction(arabic: Texts) -> None:
    html = facts(card(), arabic, NAMER)
    assert 'dir="rtl"' in html
    assert "لا مناصب" in html


def test_names_cannot_become_markup(english: Texts) -> None:
    namer = Namer(actor=lambda identity: "<b>actor", office=lambda office: "<b>office")
    held = bond("holders", "<i>", office="<i>", source='<i>"')
    html = facts(card(("holders", held), names_en=("x", "<i>name"), source="<i>"), english, namer)
    assert not re.search("<i>|<b>actor|<b>office", html)
