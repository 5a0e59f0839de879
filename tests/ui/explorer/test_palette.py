"""The colours are measured: seen on their ground, and apart from each other for every kind of colour vision."""

from itertools import combinations

import pytest

from ui.explorer.palette import QUADS, Shade

_GROUNDS: dict[Shade, str] = {"light": "#ffffff", "dark": "#12161c"}
# WCAG 2.2, 1.4.11: parts of graphics.
_CONTRAST = 3.0
# CIE76; two colours below about 12 are taken for one in a legend.
_APART = 16.0
# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
_VISIONS = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
Triple = tuple[float, float, float]


def _linear(colour: str) -> Triple:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return red, green, blue


def _times(matrix: tuple[Triple, Triple, Triple], colour: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, colour, strict=True)) for row in matrix)
    return tuple(min(1.0, max(0.0, part)) for part in (first, second, third))  # type: ignore[return-value]


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(left: str, right: str) -> float:
    low, high = sorted((_luminance(left), _luminance(right)))
    return (high + 0.05) / (low + 0.05)


def _lab(colour: Triple) -> Triple:
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116
        for part in (value / full for value, full in zip(_times(to_xyz, colour), white, strict=True))
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _distance(left: Triple, right: Triple) -> float:
    return float(sum((a - b) ** 2 for a, b in zip(_lab(left), _lab(right), strict=True)) ** 0.5)


@pytest.mark.parametrize("shade", ["light", "dark"])
def test_every_quad_is_seen_on_its_ground(shade: Shade) -> None:
    assert all(_contrast(colour, _GROUNDS[shade]) >= _CONTRAST for colour in QUADS[shade].values())


@pytest.mark.parametrize("vision", _VISIONS)
@pytest.mark.parametrize("shade", ["light", "dark"])
def test_quads_are_told_apart_by_every_kind_of_colour_vision(shade: Shade, vision: str) -> None:
    seen = {name: _times(_VISIONS[vision], _linear(colour)) for name, colour in QUADS[shade].items()}
    near = [(a, b) for a, b in combinations(seen, 2) if _distance(seen[a], seen[b]) < _APART]
    assert near == []
