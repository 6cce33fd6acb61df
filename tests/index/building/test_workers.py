"""Worker processes really die here, at birth and at work, and nothing is lost by that, and nothing waits for them."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from corpus.errors import UsageError
from corpus.settings import CorpusSettings
from corpus.source import Problem, Source
from index.building.builder import bring_up_to_date
from index.building.describer import Describer
from index.building.workers import Workers
from index.query.parser import parse

if TYPE_CHECKING:
    from tests.index.conftest import Corpus

HALM = "Bero Halm resigns"
LONGEST = 60  # seconds, for what must not take for ever

# What a worker of a test runs: a piece of code before all else, and another one when it has loaded what it needs.
WORKER = """
import os, resource, signal
from pathlib import Path

folder = Path(__file__).parent

{before}

import index.building.worker
from corpus.source import Problem
from index.building.describer import Describer

describe = Describer.all

def quick(self, sources):
    return [Problem(source.path, "described") for source in sources]

def die_on(headline, how, times=1000):
    "Die when asked to describe an article, so many times."
    describe = Describer.all
    def all(self, sources):
        died = len(list(folder.glob("died-*")))
        if died < times and any(headline in source.text for source in sources):
            (folder / f"died-{{died}}").touch()
            how()
        return describe(self, sources)
    Describer.all = all

def kill(signal=signal.SIGKILL):
    os.kill(os.getpid(), signal)

{after}

main = index.building.worker.main
"""


def articles(count: int) -> list[Source]:
    text = "Ferry report number {}\n\nThe ferry to Halvera was halted on Thursday, said Mirela Tosk of the office.\n"
    return [Source(f"{number:012x}", f"{number}.txt", "text", text.format(number)) for number in range(count)]


@pytest.fixture
def workers_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make workers run some code `before` all else, or `after` they have loaded what they need."""

    def run(before: str = "", after: str = "") -> None:
        (tmp_path / "worker_of_a_test.py").write_text(WORKER.format(before=before, after=after), encoding="utf-8")
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.setattr("index.building.worker_handle._WORKER", "worker_of_a_test")

    return run


@pytest.fixture
def large(settings: CorpusSettings) -> Describer:
    """A describer that a pipe does not hold: who writes it to a worker that is dead must not wait."""
    describer = Describer(settings, None)
    vars(describer)["ballast"] = bytes(1_000_000)
    return describer


def test_workers_describe_as_this_process_does(settings: CorpusSettings) -> None:
    with closing(Workers(2, Describer(settings, None))) as workers:
        some, others = workers.describe(articles(5)), workers.describe(articles(9)[5:])
        answers = [*some.result(LONGEST), *others.result(LONGEST)]
        assert workers.useful
    assert answers == Describer(settings, None).all(articles(9))
    assert workers.deaths() == ""


@pytest.mark.parametrize(
    ("before", "cause"),
    [
        ("os._exit(7)", "exit code 7"),
        ("os.kill(os.getpid(), signal.SIGKILL)", "killed by SIGKILL"),
        ("raise RuntimeError('no tables here')", "exit code 1, RuntimeError: no tables here"),
        ("resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20)); bytes(1 << 24)", "exit code 1, MemoryError"),
    ],
)
def test_born_dead(workers_run: Callable[..., None], large: Describer, before: str, cause: str) -> None:
    workers_run(before)
    with closing(Workers(2, large)) as workers:
        assert workers.describe(articles(3)).result(LONGEST) == [None] * 3
        assert not workers.useful
        assert workers.describe(articles(1)).result(LONGEST) == [None]
    assert f"worker processes died ({cause}), and the work was done again" in workers.deaths()


def test_dead_before_it_was_able_to_describe(workers_run: Callable[..., None], large: Describer) -> None:
    workers_run(after="die_on('Ferry halted', lambda: kill(signal.SIGSEGV))")
    with closing(Workers(1, large)) as workers:
        assert workers.describe(articles(3)).result(LONGEST) == [None] * 3
    assert workers.deaths() == "3 worker processes died (killed by SIGSEGV), and the work was done again"


def test_no_more_processes(large: Describer, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with closing(Workers(2, large)) as workers:
        assert workers.describe(articles(3)).result(LONGEST) == [None] * 3
    assert "can't be started: Resource temporarily unavailable" in workers.deaths()


@pytest.mark.parametrize("how", ["kill", "lambda: os._exit(3)"])
def test_a_death_or_two_are_no_articles_fault(workers_run: Callable[..., None], large: Describer, how: str) -> None:
    workers_run(after=f"Describer.all = quick; die_on('number 3', {how}, times=2)")
    with closing(Workers(1, large)) as workers:
        answers = workers.describe(articles(6)).result(LONGEST)
    assert answers == [Problem(f"{number}.txt", "described") for number in range(6)]
    assert workers.deaths().startswith("2 worker processes died (")


def test_the_article_that_workers_die_on_is_left_out(workers_run: Callable[..., None], large: Describer) -> None:
    workers_run(after="Describer.all = quick; die_on('number 3', kill)")
    with closing(Workers(2, large)) as workers:
        chunks = [workers.describe(articles(12)[at : at + 4]) for at in (0, 4, 8)]
        answers = [answer for chunk in chunks for answer in chunk.result(LONGEST)]
        assert workers.useful
    assert answers.pop(3) == Problem("3.txt", "skipped: 2 workers died on it (killed by SIGKILL)")
    assert answers == [Problem(f"{number}.txt", "described") for number in range(12) if number != 3]


def test_what_is_wrong_with_the_settings_is_raised_here(workers_run: Callable[..., None], large: Describer) -> None:
    workers_run(
        after="""
from corpus.errors import UsageError
def all(self, sources):
    if sources[0].path != "trial":
        raise UsageError("a wrong phrase", "mend it")
Describer.all = all
"""
    )
    with closing(Workers(1, large)) as workers, pytest.raises(UsageError, match="a wrong phrase: mend it"):
        workers.describe(articles(3)).result(LONGEST)


def test_a_run_with_workers_that_die(
    corpus: Corpus, workers_run: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.write_news(*range(40))
    corpus.write("fatal.txt", f"{HALM}\n\nBero Halm has resigned as mayor of Ostrene, the council said on Monday.\n")
    workers_run(after=f"die_on({HALM!r}, kill)")
    monkeypatch.setattr(Workers, "useful", True)  # for what is described here before workers come up kills nobody
    report = bring_up_to_date(corpus.root, corpus.folder, corpus.settings, workers=1)
    assert (report.added, report.failed) == (40, 1)
    assert report.problems == (Problem("fatal.txt", "skipped: 2 workers died on it (killed by SIGKILL)"),)
    assert report.worker_deaths == "3 worker processes died (killed by SIGKILL), and the work was done again"
    archive = corpus.open()
    assert archive.search(parse("harbour council")).total == archive.count == 40
    archive.close()


def test_a_run_whose_workers_are_born_dead(
    corpus: Corpus, workers_run: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.write_news(*range(40))
    workers_run("os._exit(7)")
    monkeypatch.setattr(Workers, "useful", True)
    report = bring_up_to_date(corpus.root, corpus.folder, corpus.settings, workers=2)
    assert (report.added, report.failed) == (40, 0)
    assert "exit code 7" in report.worker_deaths
