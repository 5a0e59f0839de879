from datetime import date

from graph.store.views import ActorCard, TieView
from ui.explorer.texts import Texts
from ui.explorer.views.actor import card


def _actor(*ties: TieView, names: tuple[str, ...] = ()) -> ActorCard:
    return ActorCard(
        id="IRN", kind="State", name="Iran", name_en="Iran", name_ar="إيران", names=("Iran", "إيران", *names),
        ties=ties, links=4, claims=9,
    )  # fmt: skip


def _tie(number: int = 0, **facts: object) -> TieView:
    values = {
        "kind": "MEMBER_OF", "outgoing": True, "other": f"X{number}", "other_name_en": f"Bloc {number}",
        "other_name_ar": f"تكتل {number}", "office": None, "first": None, "last": None,
    }  # fmt: skip
    return TieView(**values | facts)  # type: ignore[arg-type]


def test_both_scripts_are_shown_the_readers_first(english: Texts, arabic: Texts) -> None:
    for words, order in ((english, ("Iran", "إيران")), (arabic, ("إيران", "Iran"))):
        html = card(_actor(), words, str)
        assert html.index(order[0]) < html.index(order[1])


def test_ties_have_their_dates(english: Texts) -> None:
    html = card(_actor(_tie(first=date(2023, 7, 4))), english, str)
    assert "member of <bdi>Bloc 0</bdi>" in html
    assert "2023-07-04 – …" in html


def test_what_holds_stands_before_what_is_over_and_offices_first(english: Texts) -> None:
    over = _tie(1, kind="HOLDS_OFFICE_IN", outgoing=False, last=date(2001, 1, 1))
    member, office = _tie(2), _tie(3, kind="HOLDS_OFFICE_IN", outgoing=False)
    html = card(_actor(over, member, office), english, str)
    assert html.index("Bloc 3") < html.index("Bloc 2") < html.index("Bloc 1")


def test_offices_are_named_by_the_registry(english: Texts) -> None:
    held = _tie(kind="HOLDS_OFFICE_IN", outgoing=False, office="defence_minister")
    assert "(minister of defence)" in card(_actor(held), english, lambda office: "minister of defence")


def test_many_ties_are_counted(english: Texts) -> None:
    html = card(_actor(*(_tie(number) for number in range(15))), english, str)
    assert html.count("<li>") == 12
    assert "and 3 more" in html


def test_names_cannot_become_markup(english: Texts) -> None:
    assert "<b>" not in card(_actor(names=("<b>x</b>",)), english, lambda office: "<b>")
