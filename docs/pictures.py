"""Make the pictures of the documents from the real reader on the sample: `python docs/pictures.py`."""

from __future__ import annotations

import asyncio
import html
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from rich.cells import cell_len
from textual.pilot import Pilot

ROOT = Path(__file__).parents[1]
PICTURES_FOLDER = Path(__file__).parent / "pictures"
PAUSE = 2.5  # seconds: long enough on a slow machine
CELL = 12.2
TEXT = re.compile(
    r'(?P<before><text class="[^"]*-r\d+" )x="(?P<x>[\d.]+)"(?P<between>[^>]*)textLength="[\d.]+"(?P<after>[^>]*)>'
    r"(?P<text>[^<]*)</text>"
)
Steps = Callable[[Pilot[None]], Awaitable[None]]


async def search(pilot: Pilot[None]) -> None:
    """The desk with a query, its first article open, at a hit."""
    await pilot.press("/", *"harbour", "space", *"treaty")
    await pilot.pause(PAUSE)
    await pilot.press("enter", "j", "m", "enter", "n", "n", "n")
    await pilot.pause(PAUSE)


async def ghosts(pilot: Pilot[None]) -> None:
    """An article with what was stripped from it."""
    await pilot.press("/", *"outlet:lantern", "space", *"treaty")
    await pilot.pause(PAUSE)
    await pilot.press("enter", "enter", "b", "]", "]")
    await pilot.pause(PAUSE)


async def compare(pilot: Pilot[None]) -> None:
    """Two outlets on one event."""
    await pilot.press("/", *"outlet:lantern", "space", *"treaty")
    await pilot.pause(2 * PAUSE)
    await pilot.press("enter", "m", "/", *"outlet:meridian", "space", *"caddis")
    await pilot.pause(2 * PAUSE)
    await pilot.press("enter", "c")
    await pilot.pause(2 * PAUSE)
    await pilot.press("]", "]")
    await pilot.pause(PAUSE)


async def dossier(pilot: Pilot[None]) -> None:
    """All that the articles tell of an actor."""
    await pilot.press("/", *"caddis", "space", *"treaty")
    await pilot.pause(PAUSE)
    await pilot.press("enter", "a", "d")
    await pilot.pause(2 * PAUSE)


async def stories(pilot: Pilot[None]) -> None:
    """The stories, the first of them open."""
    await pilot.press("S")
    await pilot.pause(2 * PAUSE)
    await pilot.press("enter")
    await pilot.pause(PAUSE)


async def coverage(pilot: Pilot[None]) -> None:
    """Which outlet of a story says what."""
    await stories(pilot)
    await pilot.press("v")
    await pilot.pause(2 * PAUSE)
    await pilot.press("j", "j", "enter")
    await pilot.pause(PAUSE)


PICTURES: dict[str, tuple[tuple[int, int], str, Steps]] = {
    "desk": ((120, 36), "ink", search),
    "ghosts": ((120, 36), "ink", ghosts),
    "compare": ((120, 36), "paper", compare),
    "dossier": ((120, 36), "ink", dossier),
    "stories": ((120, 30), "paper", stories),
    "coverage": ((120, 36), "ink", coverage),
}


async def picture(name: str, folder: Path) -> None:
    """One picture, as an SVG in `folder`."""
    from tui.app import WiresideApp
    from tui.config import load
    from tui.file_locations import sample_folder

    size, theme, steps = PICTURES[name]
    config = load(environment={"WIRESIDE_LOOK_THEME": theme})
    app = WiresideApp(config, sample_folder())
    async with app.run_test(size=size) as pilot:
        await pilot.pause(4)
        await steps(pilot)
        svg = app.export_screenshot(title="wireside", simplify=True)
    (folder / f"{name}.svg").write_text(mended(svg), encoding="utf-8")


def mended(svg: str) -> str:
    """The picture with wide characters at their width, no blanks at the ends of texts, and no font from elsewhere.

    The export counts characters, not cells; and a blank at the beginning of a text is lost by some who draw it.
    """
    svg = re.sub(r",\s*url\([^)]*\) format\([^)]*\)", "", svg)
    return TEXT.sub(_mended_text, svg)


def _mended_text(match: re.Match[str]) -> str:
    text = html.unescape(match["text"]).replace("\xa0", " ")
    blanks = len(text) - len(text.lstrip(" "))
    text = text.strip(" ")
    if not text:
        return ""
    x, length = float(match["x"]) + blanks * CELL, cell_len(text) * CELL
    escaped = html.escape(text).replace(" ", "&#160;")
    return f'{match["before"]}x="{x:g}"{match["between"]}textLength="{length:g}"{match["after"]}>{escaped}</text>'


def main() -> None:
    """Make all pictures, each with an empty home in which only the sample is indexed."""
    for name in PICTURES:
        with tempfile.TemporaryDirectory() as home:
            for kind in ("CONFIG", "CACHE", "DATA", "STATE"):
                os.environ[f"XDG_{kind}_HOME"] = home
            subprocess.run([sys.executable, "-m", "tui.cli", "--demo", "index"], check=True, cwd=ROOT)
            asyncio.run(picture(name, PICTURES_FOLDER))


if __name__ == "__main__":
    main()
