from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import typer

from ui.options import day, parameter


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("n=3", 3), ("n=-0.5", -0.5), ("n=true", True), ("n=null", None), ("n=RUS", "RUS"), ("n=قمح", "قمح"),
        ('n="070"', "070"), ("n=070", "070"), ("n=[1, 2]", [1, 2]), ('n={"a": 1}', {"a": 1}), ("n=", ""),
        ("n=a=b", "a=b"),
        ("n=2024-03-11", date(2024, 3, 11)), ('n="2024-03-11"', "2024-03-11"), ("n=2024-03", "2024-03"),
    ],
)  # fmt: skip
def test_parameter_is_taken_for_what_it_looks_like(text: str, value: Any) -> None:
    assert parameter(text) == ("n", value)


@pytest.mark.parametrize("text", ["n", "=3", "1n=3", "a b=3", "n=2024-02-30"])
def test_parameter_without_a_name_or_with_no_such_day_is_bad_usage(text: str) -> None:
    with pytest.raises(typer.BadParameter):
        parameter(text)


def test_day_is_iso_only() -> None:
    assert day("2024-04-26") == date(2024, 4, 26)
    with pytest.raises(typer.BadParameter, match="not a day such as"):
        day("26.4.2024")
