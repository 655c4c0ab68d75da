"""Contrast of the colour tokens, light and dark, by the formula of WCAG 2.2 (1.4.3 text, 1.4.11 edges and shapes)."""

import re
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parent.parent / "static/skin/skin.css").read_text(encoding="utf-8")
ROOTS = re.findall(r":root \{([^}]*)\}", CSS)
LIGHT = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", ROOTS[0]))
DARK = LIGHT | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", ROOTS[1]))
THEMES = {"light": LIGHT, "dark": DARK}

GROUNDS = ("paper", "surface", "sunken")
TEXT = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "river", "lacquer", "jade", "amber", "bronze")
        for ground in GROUNDS
    ),
    *((tone, f"{tone}-wash") for tone in ("river", "lacquer", "jade", "amber", "bronze")),
    *(("ink", f"{tone}-wash") for tone in ("river", "lacquer", "jade", "amber", "bronze")),
    *(("river", f"{tone}-wash") for tone in ("lacquer", "jade", "amber", "bronze")),
    ("ink-soft", "river-wash"),
    ("on-bar", "bar"),
    ("on-bar-soft", "bar"),
    ("on-solid", "solid"),
    ("on-solid", "solid-hover"),
    ("on-danger", "danger"),
    ("on-danger", "danger-hover"),
    ("on-band", "band"),
    ("surface", "jade"),
]
SHAPES = [
    *(("edge", ground) for ground in GROUNDS),
    *(("focus", ground) for ground in GROUNDS),
    *((tone, "surface") for tone in ("solid", "danger", "river", "jade")),
]


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("#000000", "#ffffff", 21.0, id="black on white is 21"),
        pytest.param("#777777", "#ffffff", 4.48, id="777 on white just misses AA"),
    ],
)
def test_the_formula_is_that_of_wcag(one, other, expected):
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT, ids=lambda name: name)
def test_text_reaches_aa(theme, ink, ground):
    tokens = THEMES[theme]
    assert contrast(tokens[ink], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("shape", "ground"), SHAPES, ids=lambda name: name)
def test_edges_and_shapes_reach_three_to_one(theme, shape, ground):
    tokens = THEMES[theme]
    assert contrast(tokens[shape], tokens[ground]) >= 3


def test_the_dark_theme_gives_every_colour_its_own_value():
    assert set(re.findall(r"--([\w-]+): #", ROOTS[0])) == set(re.findall(r"--([\w-]+): #", ROOTS[1]))
