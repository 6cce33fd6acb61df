"""An album of pictures: each is compared with the stored one, or stored with `--update-snapshots`."""

from __future__ import annotations

import difflib
import importlib
import re
from datetime import date, datetime, tzinfo
from pathlib import Path
from types import ModuleType

import pytest
from textual.app import App
from textual.widgets import Input

from tests.tui.conftest import Reader
from tests.tui.snapshots.picture import THEMES, Row, rows_of, write

ROOT = Path(__file__).parents[3]
STORED = ROOT / "tests" / "snapshots"
SIZES = [(120, 36), (80, 24)]
_MAX_LINES = 60  # of the differences of one picture, which is what one looks at


class Album:
    """The pictures of one test, in a folder of its own."""

    def __init__(self, folder: Path, *, update: bool) -> None:
        self._folder, self._update = folder, update
        self._taken: set[str] = set()
        self._faults: list[str] = []

    async def take(self, name: str, r: Reader) -> None:
        """Compare the screen, in a dark and a light theme, with the picture of this name, once nothing moves."""
        assert name not in self._taken, f"{name} is taken twice"
        self._taken.add(name)
        theme = r.app.theme
        taken = [await _settled(r, one) for one in THEMES]
        r.app.theme = theme
        await r.pilot.pause()
        self._check(name, write(*taken))

    def _check(self, name: str, picture: str) -> None:
        file = self._folder / f"{name}.txt"
        stored = file.read_text(encoding="utf-8") if file.is_file() else ""
        if picture == stored:
            return
        if self._update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(picture, encoding="utf-8")
        else:
            self._faults.append(
                f"{name}:\n{differences(stored, picture)}" if stored else f"{name}: there is no picture"
            )

    def __enter__(self) -> Album:
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """Fail with the rows that differ, and with stored pictures that nobody takes; or remove those, on update."""
        if error is not None:
            return
        extra = [file for file in sorted(self._folder.glob("*.txt")) if file.stem not in self._taken]
        for file in extra if self._update else ():
            file.unlink()
        faults = [*self._faults, *(f"{file.stem}: no test takes this picture" for file in extra if not self._update)]
        if faults:
            told = "\n\n".join(faults)
            pytest.fail(f"{self._folder.name}: {told}\n\nIf this is how it should look: make snapshots", pytrace=False)


_GROUPS = {"search", "article", "ahead", "hits", "suggest", "spikes", "telling", "zoom", "lenses", "refresh"}
"""The workers whose end a picture waits for. Others wait for the user, or follow the folder."""
_SOON = 1.0  # seconds of a timer whose end a picture waits for


async def _settled(r: Reader, theme: str) -> tuple[Row, ...]:
    """Return the rows of the screen in a theme, once nothing is under way and two looks at it are the same."""
    r.app.theme = theme
    before: tuple[Row, ...] = ()

    def still() -> bool:
        nonlocal before
        last, before = before, rows_of(r.app)
        return last == before and not _working(r.app) and not _timed(r.app)

    await r.until(still)
    return before


def _working(app: App[None]) -> bool:
    return any(worker.is_running and worker.group in _GROUPS for worker in app.workers)


def _timed(app: App[None]) -> bool:
    """Return whether something will happen once, soon."""
    timers = (timer for screen in app.screen_stack for node in screen.walk_children() for timer in node._timers)
    once = (timer for timer in timers if timer._repeat == 0 and timer._interval < _SOON)
    return any(timer._task is not None and not timer._task.done() for timer in once)


def differences(stored: str, taken: str) -> str:
    """Return the rows that differ, with their numbers and styles."""
    lines: list[str] = []
    before, after = _rows(stored), _rows(taken)
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            lines += [f"- {n + 1:>3} {line}" for n in range(a, b) for line in before[n]]
            lines += [f"+ {n + 1:>3} {line}" for n in range(c, d) for line in after[n]]
    more = len(lines) - _MAX_LINES
    return "\n".join(lines[:_MAX_LINES] + ([f"… and {more} more lines"] if more > 0 else []))


def _rows(picture: str) -> list[tuple[str, ...]]:
    lines = picture.splitlines()
    return [tuple(lines[i : i + 2]) for i in range(0, len(lines), 2)]


class FixedDate(date):
    """A day on which it is always the 2nd of April 2031."""

    @classmethod
    def today(cls) -> FixedDate:
        return cls(2031, 4, 2)


class FixedDatetime(datetime):
    """A clock on which it is always 9:41 of that day."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> FixedDatetime:
        return cls(2031, 4, 2, 9, 41, tzinfo=tz)


_CLOCKS: dict[str, tuple[str, object]] = {
    r"\bdate\.today\(": ("date", FixedDate),
    r"\bdatetime\.now\(": ("datetime", FixedDatetime),
    r"\bperf_counter\(": ("perf_counter", lambda: 0.0),
}
"""What reads a clock: how it is written, the name it goes by in its module, and what replaces that."""


@pytest.fixture(scope="session")
def readers_of_clocks() -> list[tuple[ModuleType, str, object]]:
    """Return every name in the index and the screens that stands for a clock."""
    found = []
    for file in (file for room in ("index", "tui") for file in sorted((ROOT / room).rglob("*.py"))):
        source = file.read_text(encoding="utf-8")
        for pattern, (name, fixed) in _CLOCKS.items():
            if re.search(pattern, source):
                module = ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
                found.append((importlib.import_module(module), name, fixed))
    return found


@pytest.fixture(autouse=True)
def _still(readers_of_clocks: list[tuple[ModuleType, str, object]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clocks that a screen shows, and what moves by itself."""
    for module, name, fixed in readers_of_clocks:
        monkeypatch.setattr(module, name, fixed)
    monkeypatch.setattr(Input, "cursor_blink", False)
    monkeypatch.setattr("textual.constants.TEXTUAL_ANIMATIONS", "none")


@pytest.fixture(params=SIZES, ids=lambda size: "{}x{}".format(*size))
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Columns and rows of the screen."""
    columns, rows = request.param
    return columns, rows


@pytest.fixture
def album(request: pytest.FixtureRequest, size: tuple[int, int]) -> Album:
    """The pictures of this test at this size. It is a context: at its end, all that differ are reported at once."""
    test = request.function.__name__.removeprefix("test_")
    update = bool(request.config.getoption("--update-snapshots"))
    return Album(STORED / "{}x{}".format(*size) / test, update=update)
