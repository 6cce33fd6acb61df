"""`wireside index`: bring the index of a corpus up to date."""

from __future__ import annotations

import sys
import threading
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import CorpusError, UsageError
from index import ArchiveError
from tui.cli import ignore_interrupts
from tui.cli.command_context import Invocation, a_path, check_corpus, shared_options
from tui.cli.io import complain, emit, narrate, narrating_to_terminal, one_line
from tui.cli.json_lines import json_line
from tui.cli.progress_line import ProgressLine
from tui.cli.runner import INTERRUPTED
from tui.pages.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from index import Report

LISTED = 20  # unread files named on the terminal; `wireside status` lists all
COUNTS = ("added", "changed", "removed", "moved", "unchanged", "failed")


@click.command()
@click.argument("path", required=False, shell_complete=a_path)
@click.option("--rebuild", is_flag=True, help="Rebuild the index; the old one is used until it is done.")
@click.option("--remove-missing", is_flag=True, help="Remove missing files from the index even if most are missing.")
@click.option("--watch", is_flag=True, help="Keep running, and index what changes in the folder.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as one line of JSON.")
@shared_options
@click.pass_obj
def index(
    invocation: Invocation, path: str | None, rebuild: bool, remove_missing: bool, watch: bool, as_json: bool
) -> None:
    """Bring the index of a corpus up to date.

    PATH is the corpus: a folder of articles, or a file of many. Files that can't be read are listed, and the rest is
    indexed. You can stop it at any time; the next run continues.

    If most files are missing at once, as when a drive is not mounted, the index keeps their articles and the command
    exits with 3. On a terminal it asks first; elsewhere --remove-missing removes them.
    """
    if path is not None:
        if invocation.corpus_option or invocation.demo:
            raise UsageError(f"two corpora, {path} and an option", "give one of them")
        invocation.corpus_option = path
    check_corpus(invocation.corpus)
    runs = _Runs(invocation, rebuild=rebuild, remove_missing=remove_missing, as_json=as_json)
    folder = invocation.index_folder
    before = _build_in_use(folder) if rebuild else None
    try:
        if watch:
            _follow(runs)
        elif error := runs.first():
            raise error
    except KeyboardInterrupt:
        ignore_interrupts()
        if before and _build_in_use(folder) == before:
            complain(f"interrupted: the old index is still in use; `{invocation.indexing} --rebuild` starts again")
        else:
            complain(f"interrupted: `{invocation.indexing}` goes on from there")
        raise click.exceptions.Exit(INTERRUPTED) from None


class _Runs:
    """The runs of one command: the first as it was asked for, with `--watch` later ones that only take up changes."""

    def __init__(self, invocation: Invocation, *, rebuild: bool, remove_missing: bool, as_json: bool) -> None:
        self.corpus = invocation.corpus
        self._invocation, self._rebuild, self._remove_missing = invocation, rebuild, remove_missing
        self._as_json = as_json

    def first(self, wait: Callable[[Callable[[], Report]], Report] = lambda run: run()) -> CorpusError | None:
        """Index, report, and return what is wrong if files are missing and nobody says that they are gone for good.

        `wait` calls the run when it is its turn.
        """
        report = wait(partial(self._bring_up, rebuild=self._rebuild, remove_missing=self._remove_missing))
        self._say(report)
        error = self._missing(report)
        if error is None or self._as_json or not _are_gone_for_good(error):
            return error
        self._say(wait(partial(self._bring_up, rebuild=self._rebuild, remove_missing=True)))
        return None

    def later(self, wait: Callable[[Callable[[], Report]], Report]) -> CorpusError | None:
        """The same for what has changed since; nothing is rebuilt or asked."""
        report = wait(partial(self._bring_up, rebuild=False, remove_missing=False))
        if any((report.added, report.changed, report.removed, report.moved)):
            self._say(report)
        return self._missing(report)

    def _bring_up(self, *, rebuild: bool, remove_missing: bool) -> Report:
        from index import bring_up_to_date

        index = self._invocation.config.index
        with ProgressLine() as line:
            return bring_up_to_date(
                self.corpus.resolve() if self.corpus.is_dir() else self.corpus.absolute(),
                self._invocation.index_folder,
                self._invocation.corpus_settings,
                rebuild=rebuild,
                remove_missing=remove_missing,
                report=line.show,
                batch=index.batch,
                memory_mb=index.memory_mb,
                workers=index.workers,
            )

    def _say(self, report: Report) -> None:
        if report.worker_deaths:
            narrate(f"warning: {report.worker_deaths}; if memory is short, lower index.workers")
        if report.rebuilt:
            narrate("the index was damaged: it was rebuilt from the articles")
        emit(_json(report) if self._as_json else _text(report), at_once=True)

    def _missing(self, report: Report) -> CorpusError | None:
        accept = f"run `{self._invocation.indexing}{' --rebuild' if self._rebuild else ''} --remove-missing`"
        return report.missing.error(self.corpus, accept) if report.missing else None


def _build_in_use(folder: Path) -> Path | None:
    from index import current_build

    try:
        return current_build(folder)
    except (ArchiveError, OSError):
        return None


def _are_gone_for_good(error: CorpusError) -> bool:
    """Ask whoever sits at the terminal, if somebody does."""
    if not (sys.stdin and sys.stdin.isatty() and narrating_to_terminal()):
        return False
    return click.confirm(one_line(f"{error.message}. Are they gone for good, and to be taken out?"), err=True)


def _follow(runs: _Runs) -> None:
    """Bring the index up to date whenever something changes, to the end of the process."""
    from index import wait_to_write, watch_folder

    never = threading.Event()

    def waiting(first: bool) -> None:
        if first:
            narrate("another wireside is indexing this corpus: waiting until it is done")

    def wait(run: Callable[[], Report]) -> Report:
        return wait_to_write(run, waiting, never)

    last_error = ""
    for later in watch_folder(runs.corpus, never):
        error = str((runs.later if later else runs.first)(wait) or "")
        if error and error != last_error:
            complain(error)
        last_error = error


def _json(report: Report) -> str:
    counts = {name: getattr(report, name) for name in COUNTS}
    problems = [{"path": problem.path, "reason": problem.reason} for problem in report.problems]
    missing = report.missing.files if report.missing else 0
    return json_line(
        {
            **counts,
            "missing": missing,
            "rebuilt": report.rebuilt,
            "vanished": report.vanished,
            "seconds": round(report.seconds, 3),
            "problems": problems,
        }
    )


def _text(report: Report) -> str:
    counts = ", ".join(f"{getattr(report, name):,} {name}" for name in COUNTS)
    lines = [f"{counts} in {report.seconds:.1f} s"]
    if report.vanished:
        lines.append(f"  {counted(report.vanished, 'file')} vanished before being read")
    lines += [one_line(f"  {problem.path}: {problem.reason}") for problem in report.problems[:LISTED]]
    if (more := len(report.problems) - LISTED) > 0:
        lines.append(f"  … and {more:,} more: `wireside status` lists them")
    return "\n".join(lines) + "\n"
