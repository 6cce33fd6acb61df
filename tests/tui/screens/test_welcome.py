"""What the reader shows where there is nothing to show yet, or nothing that can be trusted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from index.building.build_progress import Report
from index.building.builder import bring_up_to_date
from index.errors import IndexDamaged
from index.storage.folders import current_build, make_folder, only_writer
from tui.app import WiresideApp
from tui.config import Config
from tui.file_locations import index_of, sample_folder
from tui.screens.desk import DeskScreen
from tui.screens.desk.indexing import IndexNews
from tui.screens.welcome import DamagedScreen, WelcomeScreen
from tui.services.index_service import Failed, Job, News, serve
from tui.services.recent_folders import Recent, recents, remember

if TYPE_CHECKING:
    from corpus.settings import CorpusSettings
    from tests.tui.conftest import Open, Reader


async def test_a_new_corpus_fills_while_it_is_read(reader: Open, articles: Path) -> None:
    async with reader(corpus=articles, reads=True) as r:
        await r.until(lambda: r.desk.results.entries == 2)
        assert "Kell ferry" in r.text_of("#results")
        await r.until(lambda: "indexed" in r.text_of("#footer"))


async def test_reading_can_be_paused_and_goes_on(reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "many"
    folder.mkdir()
    article = (
        "The ferry {n} across the Kell Strait was halted on Thursday after a fire in its engine room, the office said. "
        "Nobody was hurt, said Ruan Aldane, who runs the line, and the crossing will open again on Monday."
    )
    lines = (json.dumps({"title": f"Ferry {n} halted", "body": article.format(n=n)}) for n in range(1000))
    (folder / "ferries.jsonl").write_text("\n".join(lines))
    async with reader(corpus=folder, reads=True) as r:
        await r.until(lambda: "Reading" in r.text_of("#band"))
        await r.press("P")
        assert "Paused" in r.text_of("#band")
        await r.press("P")
        await r.until(lambda: r.desk.results.entries == 1000)


async def test_what_another_process_indexes_appears_and_then_it_is_this_ones_turn(
    reader: Open, articles: Path, config: Config, settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = index_of(articles, config.index.folder)
    make_folder(folder)
    with only_writer(folder):
        async with reader(corpus=articles, reads=True) as r:
            await r.until(lambda: "another wireside is indexing" in r.text_of("#footer"))
            monkeypatch.setattr("index.building.builder.only_writer", lambda _: nullcontext())
            bring_up_to_date(articles, folder, settings, workers=0)
            await r.until(lambda: r.desk.results.entries == 2)
            assert "another wireside is indexing" in r.text_of("#footer")


async def test_who_waited_for_another_process_reads_when_it_is_done(
    reader: Open, articles: Path, config: Config
) -> None:
    folder = index_of(articles, config.index.folder)
    make_folder(folder)
    with ExitStack() as held:
        held.enter_context(only_writer(folder))
        async with reader(corpus=articles, reads=True) as r:
            await r.until(lambda: "another wireside is indexing" in r.text_of("#footer"))
            held.close()
            await r.until(lambda: r.desk.results.entries == 2)
            await r.until(lambda: "indexed" in r.text_of("#footer"))


async def test_what_was_not_read_is_told_with_its_reason(reader: Open, articles: Path) -> None:
    (articles / "empty.txt").write_bytes(b"")
    async with reader(corpus=articles, reads=True) as r:
        await r.until(lambda: "1 skipped" in r.text_of("#footer"))
        await r.press("w")
        assert "empty" in r.text_of("Choices")


async def test_an_empty_folder_says_what_is_read(reader: Open, tmp_path: Path) -> None:
    folder = tmp_path / "nothing"
    folder.mkdir()
    async with reader(corpus=folder, reads=True) as r:
        await r.until(lambda: ".jsonl" in r.text_of("#results"))


async def test_a_damaged_index_is_told_and_can_be_made_again(reader: Open, articles: Path, config: Config) -> None:
    async with reader(corpus=articles, reads=True) as r:
        await r.until(lambda: "indexed" in r.text_of("#footer"))
    for file in index_of(articles, config.index.folder).rglob("*"):
        if file.is_file() and file.stat().st_size > 100:
            file.write_bytes(b"\x00garbage" * 40)
    async with reader(corpus=articles, reads=True) as r:
        await r.until(lambda: isinstance(r.app.screen, DamagedScreen))
        await r.press("r")
        await r.until(lambda: r.desk.results.entries == 2)


@pytest.mark.parametrize("where", ["search", "reading the folder"])
async def test_damage_met_meanwhile_leads_to_the_same_place(reader: Open, where: str) -> None:
    async with reader() as r:
        await r.press("S")
        if where == "search":
            r.desk.warn(IndexDamaged("the index is damaged"))
        else:
            r.desk.post_message(IndexNews(Failed("the index is damaged", "rebuild it", damaged=True)))
        await r.until(lambda: isinstance(r.app.screen, DamagedScreen))
        assert "rebuild it now" in r.text_of("CentredText")
        asked = []
        r.desk.indexing.read_folder = lambda *, rebuild=False, remove_missing=False: asked.append(rebuild)  # type: ignore[method-assign]
        await r.press("r")
        assert asked == [True]


async def test_a_run_that_repairs_the_index_leads_back_to_the_desk(reader: Open) -> None:
    async with reader() as r:
        r.desk.warn(IndexDamaged("the index is damaged"))
        await r.until(lambda: isinstance(r.app.screen, DamagedScreen))
        r.desk.post_message(IndexNews(Report(2, 0, 0, 0, 0, 0, (), 0.1, rebuilt=True)))
        await r.until(lambda: r.app.screen is r.desk)


def test_the_builder_says_that_the_index_is_damaged(
    tmp_path: Path, settings: CorpusSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object, **__: object) -> None:
        raise IndexDamaged("a file is not what was written")

    monkeypatch.setattr("index.building.builder.bring_up_to_date", damaged)
    job = Job(bytes(tmp_path), bytes(tmp_path / "index"), settings, 10, 100, 0)
    told = BytesIO()
    serve(BytesIO(msgspec.json.encode(job) + b"\n"), told)
    assert json.loads(told.getvalue())["failed"]["damaged"]


async def test_an_index_can_be_made_anew_from_the_reader(reader: Open, articles: Path, config: Config) -> None:
    folder = index_of(articles, config.index.folder)
    async with reader(corpus=articles, reads=True) as r:
        await r.until(lambda: "indexed" in r.text_of("#footer"))
        before = current_build(folder)
        await r.press("f5", "j", "enter")
        assert current_build(folder) == before
        await r.press("f5", "enter")
        await r.until(lambda: current_build(folder) != before)


async def test_an_empty_folder_keeps_its_articles_until_the_reader_is_told_otherwise(
    reader: Open, articles: Path
) -> None:
    async with reader(corpus=articles, reads=True) as r:
        await r.until(lambda: "indexed" in r.text_of("#footer"))
    for name in ("ferry.txt", "council.txt"):
        os.unlink(articles / name)  # noqa: PTH108 - in a coroutine no pathlib
    async with reader(corpus=articles, reads=True, toasts=True) as r:
        await r.until(lambda: "2 missing" in r.text_of("#footer"))
        (toast,) = r.app._notifications
        assert "2 of its 2 files are gone" in toast.message
        assert toast.message.endswith("if they are gone for good, press F6")
        assert r.desk.results.entries == 2
        await r.press("f6", "enter")
        assert r.desk.results.entries == 2
        await r.press("f6", "down", "enter")
        await r.until(lambda: r.desk.results.entries == 0)
        await r.until(lambda: "missing" not in r.text_of("#footer"))


async def test_who_makes_the_index_anew_while_it_is_read_stops_that_first(
    reader: Open, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = []

    class Long:
        """A run that goes on until it is stopped."""

        def __init__(self, job: Job, tell: Callable[[News], None]) -> None:
            self.rebuild, self.tell = job.rebuild, tell

        def start(self) -> None:
            done.append("rebuild" if self.rebuild else "read")

        def stop(self) -> None:
            done.append("stop")
            self.tell(Failed("stopped", ""))

    monkeypatch.setattr("tui.screens.desk.IndexService", Long)
    async with reader(corpus=articles, reads=True) as r:
        await r.until(lambda: done)
        r.desk.indexing.rebuild()
        await r.until(lambda: len(done) == 3)
        assert done == ["read", "stop", "rebuild"]


async def test_the_welcome_offers_the_sample_and_what_was_opened_before(
    config: Config, reader_of: type[Reader]
) -> None:
    app = WiresideApp(config, None, (Recent(str(sample_folder()), 15, 1_900_000_000.0), Recent("/gone", 3, 0.0, True)))
    async with app.run_test(size=(100, 30)) as pilot:
        assert isinstance(app.screen, WelcomeScreen)
        page = app.screen._plain.page
        text = "\n".join(page.line(y).text for y in range(page.height))
        assert "15 articles" in text
        assert "not there any more" in text
        await pilot.press("1")
        await reader_of(app, pilot).until(lambda: isinstance(app.screen, DeskScreen))


def test_recent_folders_are_remembered_the_last_one_first(tmp_path: Path) -> None:
    file = tmp_path / "data" / "recent.json"
    for name in ("one", "two", "one"):
        (tmp_path / name).mkdir(exist_ok=True)
        remember(file, tmp_path / name, 7)
    assert [recent.name for recent in recents(file)] == ["one", "two"]
    (tmp_path / "two").rmdir()
    assert [recent.gone for recent in recents(file)] == [False, True]


def test_garbled_recent_folders_are_none(tmp_path: Path) -> None:
    file = tmp_path / "recent.json"
    file.write_bytes(b"{not json")
    assert recents(file) == ()
