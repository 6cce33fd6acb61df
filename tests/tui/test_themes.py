"""The palette keeps its contrasts, and every meaning has a colour in every theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from tui.themes import COLOURS, GROUNDS, MEANINGS, PALETTE, themes

if TYPE_CHECKING:
    from tests.tui.conftest import Open

TEXTS = [name for name in MEANINGS if name not in ("rule", *GROUNDS)]


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.1 defines it."""
    parts = (part / 255 for part in Color.parse(colour).rgb)
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(a: str, b: str) -> float:
    low, high = sorted((luminance(a), luminance(b)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "least"), [("ink", 4.5), ("paper", 4.5), ("contrast", 7.0)])
def test_text_can_be_read_on_both_grounds(theme: str, least: float) -> None:
    column = COLOURS.index(theme)
    for name in TEXTS:
        for ground in ("ground", "surface"):
            assert contrast(PALETTE[name][column], PALETTE[ground][column]) >= least - 0.05, (name, ground)


@pytest.mark.parametrize("theme", ["ink", "paper", "contrast"])
def test_hits_can_be_read(theme: str) -> None:
    column = COLOURS.index(theme)
    for name, ground in GROUNDS.items():
        assert contrast(PALETTE[name][column], PALETTE[ground][column]) >= 4.5, name


def test_there_are_four_themes_with_every_meaning() -> None:
    assert [theme.name for theme in themes()] == list(COLOURS)
    assert all(set(PALETTE) <= set(theme.variables) for theme in themes())


async def test_without_colours_there_are_none(reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reader() as r:
        await r.type("harbour")
        article = r.desk.article
        painted = [part.style for strip in article.render_lines(article.size.region) for part in strip if part.style]
        assert {style.color.name if style.color else "default" for style in painted} == {"default"}
