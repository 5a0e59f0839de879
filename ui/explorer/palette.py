"""The colours that carry meaning, for both themes: one for each PLOVER quad, and those of marks in sentences.

Cooperation is blue and conflict warm, material acts darker (brighter on a dark ground) than words, so that hue and
lightness both tell them apart for every kind of colour vision; a test measures it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from graph.vocabulary import Quad

Shade = Literal["light", "dark"]

QUADS: Mapping[Shade, Mapping[Quad, str]] = {
    "light": {
        "verbal cooperation": "#3d8fcb",
        "material cooperation": "#123f85",
        "verbal conflict": "#bd7b00",
        "material conflict": "#a11d12",
    },
    "dark": {
        "verbal cooperation": "#9ad0f7",
        "material cooperation": "#3f86e0",
        "verbal conflict": "#f4cf6b",
        "material conflict": "#f0653f",
    },
}

# Grounds of the marks in a sentence: the acting actor, the trigger, the affected actor.
MARKS: Mapping[Shade, Mapping[str, str]] = {
    "light": {"source": "#d7ece9", "trigger": "#fdeec2", "target": "#e5e0f5"},
    "dark": {"source": "#17423d", "trigger": "#4d3f12", "target": "#372f5c"},
}


def variables() -> str:
    """Give all of them as CSS custom properties that follow the page's colour scheme."""
    pairs = [(f"quad-{name.replace(' ', '-')}", QUADS["light"][name], QUADS["dark"][name]) for name in QUADS["light"]]
    pairs += [(f"mark-{name}", MARKS["light"][name], MARKS["dark"][name]) for name in MARKS["light"]]
    lines = (f"--dt-{name}: light-dark({light}, {dark});" for name, light, dark in pairs)
    return ":root {" + " ".join(lines) + "}"
