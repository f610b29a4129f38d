"""The style of the page: every colour of text holds WCAG AA against what it stands on, light and dark."""

from __future__ import annotations

import math
import re

import pytest

from newsclean.render.html.style import resource

TEXT, GRAPHICS = 4.5, 3.0
"""WCAG 2.2, success criteria 1.4.3 and 1.4.11."""

CSS = resource("page.css")
PAIRS = dict(re.findall(r"(--[a-z]+): light-dark\((.+?)\);", CSS))
HUES = {
    name: (float(chroma), float(hue))
    for names, hue, chroma in re.findall(
        r"^(\.newsclean \.[^{}]+) \{ --h: ([\d.]+); --c: ([\d.]+); \}", CSS, re.MULTILINE
    )
    for name in re.findall(r"\.newsclean \.(\w+)", names)
}
ODD = re.search(r"\.k\.odd \{ --tint: light-dark\((.+)\); \}", CSS)

Colour = tuple[float, float, float]
"""Red, green and blue as light, 0 to 1."""


def oklch(lightness: float, chroma: float, hue: float) -> Colour:
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return tuple(min(max(part, 0.0), 1.0) for part in (red, green, blue))  # type: ignore[return-value]


def colour(text: str, role: str | None = None) -> Colour:
    """A colour of the style, as `#rrggbb` or `oklch(…)` with the chroma and hue of a role."""
    if text.startswith("#"):
        parts = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
        return tuple(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # type: ignore[return-value]
    chroma, hue = HUES[role or ""]
    found = re.fullmatch(r"oklch\(([\d.]+) (?:var\(--c\)|calc\(var\(--c\) \* ([\d.]+)\)) var\(--h\)\)", text)
    assert found, text
    return oklch(float(found[1]), chroma * float(found[2] or 1), hue)


def both(pair: str, role: str | None = None) -> tuple[Colour, Colour]:
    light, dark = re.findall(r"#[0-9a-f]{6}|oklch\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)", pair)
    return colour(light, role), colour(dark, role)


def contrast(one: Colour, other: Colour) -> float:
    high, low = sorted((0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (one, other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("text", "on", "least"),
    [
        *[("--fg", on, TEXT) for on in ("--bg", "--panel", "--target", "--lit")],
        *[("--soft", on, TEXT) for on in ("--bg", "--panel", "--target", "--lit")],
        *[("--link", on, TEXT) for on in ("--bg", "--panel", "--target", "--lit")],
        ("--flag", "--panel", TEXT),
        ("--flag", "--target", TEXT),
        *[("--lane", on, GRAPHICS) for on in ("--bg", "--panel")],
    ],
)
def test_text_stands_out(text: str, on: str, least: float) -> None:
    for scheme, pair in enumerate(zip(both(PAIRS[text]), both(PAIRS[on]), strict=True)):
        assert contrast(*pair) >= least, ("light", "dark")[scheme]


@pytest.mark.parametrize("role", HUES)
def test_every_role_and_reason_stands_out(role: str) -> None:
    assert ODD
    tints = (both(PAIRS["--tint"], role), both(ODD[1], role))
    for scheme, name in enumerate(("light", "dark")):
        ink, panel = both(PAIRS["--ink"], role)[scheme], both(PAIRS["--panel"])[scheme]
        assert contrast(ink, panel) >= TEXT, name
        assert contrast(ink, tints[0][scheme]) >= TEXT, name
        for tint in tints:
            assert contrast(both(PAIRS["--fg"])[scheme], tint[scheme]) >= TEXT, name
        assert contrast(both(PAIRS["--edge"], role)[scheme], panel) >= GRAPHICS, name


def test_the_colours_of_the_style_are_all_seen_by_these_tests() -> None:
    assert len(HUES) >= 24
    assert CSS.count("light-dark(") == len(re.findall(r"--[a-z]+: light-dark\(", CSS))
    assert not re.search(r"(?:color|background): (?:#|rgb|hsl|oklch)", CSS)
