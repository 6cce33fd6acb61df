"""A real index of the sample, and the real app on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Protocol

import pytest
from textual.pilot import Pilot

from corpus.settings import CorpusSettings
from index.building.builder import bring_up_to_date
from tests.waiting import POLL, Patience
from tui.app import WiresideApp
from tui.config import Config, load
from tui.file_locations import index_of, sample_folder
from tui.pages.article_page import Mode
from tui.screens.desk import DeskScreen
from tui.screens.desk.indexing import FolderIndexing
from tui.widgets.line_view import LineView


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory, settings: CorpusSettings) -> Path:
    """Where indexes are kept, with that of the sample built."""
    folder = tmp_path_factory.mktemp("indexes")
    bring_up_to_date(sample_folder(), index_of(sample_folder(), str(folder)), settings)
    return folder


@pytest.fixture
def config(sample_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    """The default settings, with the index of the sample at hand, and no notes or rules from another test."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return load(environment={"WIRESIDE_INDEX_FOLDER": str(sample_index)})


class Reader:
    """The app under test, with what tests ask of it."""

    def __init__(self, app: WiresideApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def desk(self) -> DeskScreen:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, DeskScreen))

    def mode(self) -> Mode:
        """How the article is shown."""
        return self.desk.article.mode

    async def until(self, happened: Callable[[], object]) -> None:
        """Wait until something has happened; fail with what that is, and the screen, if it doesn't."""
        patience = Patience(happened, self.screen)
        while not happened():
            patience.check()
            await self.pilot.pause(POLL)
        await self.pilot.pause()

    async def ended(self, group: str) -> None:
        """Wait until the workers of a group have ended, for what must not have happened by then."""
        await self.until(lambda: not any(one.group == group and one.is_running for one in self.app.workers))

    def screen(self) -> str:
        """Return the text on the screen."""
        strips = self.app.screen._compositor.render_strips()
        return "\n".join(strip.text.rstrip() for strip in strips)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a query, and wait for its results and the article of the first."""
        await self.press("/", *("space" if char == " " else char for char in text))
        await self.until(lambda: self.desk.results.results and self.desk.results.results.query.text == text)
        await self.until(lambda: self.desk.article.shown or not self.desk.results.entries)
        await self.ended("article")

    def text_of(self, view: str) -> str:
        """All that a line view shows, scrolled or not."""
        page = self.app.screen.query_one(view, LineView).page
        return "\n".join(page.line(y).text for y in range(page.height))


@pytest.fixture(scope="session")
def reader_of() -> type[Reader]:
    """The reader under test for an app that a test has opened itself."""
    return Reader


class Open(Protocol):
    """Opens the reader on the sample, or another corpus; `reads` the folder again, and shows `toasts`, where asked."""

    def __call__(
        self,
        size: tuple[int, int] = (120, 36),
        *,
        corpus: Path | None = None,
        reads: bool = False,
        toasts: bool = False,
    ) -> AbstractAsyncContextManager[Reader]: ...


@pytest.fixture
def reader(config: Config, monkeypatch: pytest.MonkeyPatch) -> Open:
    @asynccontextmanager
    async def open_reader(
        size: tuple[int, int] = (120, 36), *, corpus: Path | None = None, reads: bool = False, toasts: bool = False
    ) -> AsyncIterator[Reader]:
        if not reads:
            monkeypatch.setattr(FolderIndexing, "read_folder", lambda self, **_: None)
        app = WiresideApp(config, corpus or sample_folder())
        async with app.run_test(size=size, notifications=toasts) as pilot:
            opened = Reader(app, pilot)
            if not reads:
                await opened.until(lambda: opened.desk.article.shown is not None)
            yield opened

    return open_reader
