"""`wireside index`: bring the index of a corpus up to date."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import ArchiveError, UsageError
from tui.cli.invocation import Invocation, a_path, check_corpus, shared_options
from tui.cli.json_lines import json_line
from tui.cli.progress import ProgressLine
from tui.cli.streams import emit, narrate, one_line

if TYPE_CHECKING:
    from index.builder import Report

LISTED = 20
COUNTS = ("added", "changed", "removed", "moved", "unchanged", "failed")


@click.command()
@click.argument("path", required=False, shell_complete=a_path)
@click.option("--rebuild", is_flag=True, help="Make the index anew; the old one serves until then.")
@click.option("--watch", is_flag=True, help="Go on, and take up what changes in the folder.")
@click.option("--json", "as_json", is_flag=True, help="Report as a line of JSON.")
@shared_options
@click.pass_obj
def index(invocation: Invocation, path: str | None, rebuild: bool, watch: bool, as_json: bool) -> None:
    """Bring the index of a corpus up to date.

    PATH is the corpus: a folder of articles, or a file of many. Files that can't be read are listed, and the rest is
    indexed. Stopped at any moment, it goes on from there the next time.
    """
    if path is not None:
        if invocation.corpus_option or invocation.demo:
            raise UsageError(f"two corpora, {path} and an option", "give one of them")
        invocation.corpus_option = path
    settings, corpus, folder = invocation.config, invocation.corpus, invocation.index_folder
    check_corpus(corpus)

    def bring_up(rebuild: bool) -> Report:
        from index.builder import bring_up_to_date

        with ProgressLine() as line:
            return bring_up_to_date(
                corpus.resolve() if corpus.is_dir() else corpus.absolute(),
                folder,
                invocation.corpus_settings,
                rebuild=rebuild,
                report=line.show,
                batch=settings.index.batch,
                memory_mb=settings.index.memory_mb,
                workers=settings.index.workers,
            )

    def say(report: Report) -> None:
        emit(_json(report) if as_json else _text(report), at_once=watch)

    before = _build_in_use(folder) if rebuild else None
    try:
        if watch:
            _follow(corpus, rebuild, bring_up, say)
        else:
            say(bring_up(rebuild))
    except KeyboardInterrupt:
        if before and _build_in_use(folder) == before:
            narrate(f"stopped: the old index is still in use; `{invocation.indexing} --rebuild` starts again")
        else:
            narrate(f"stopped: `{invocation.indexing}` goes on from there")
        raise


def _build_in_use(folder: Path) -> Path | None:
    from index.storage import current_build

    try:
        return current_build(folder)
    except (ArchiveError, OSError):
        return None


def _follow(corpus: Path, rebuild: bool, bring_up: Callable[[bool], Report], say: Callable[[Report], None]) -> None:
    """Bring the index up to date whenever something changes, to the end of the process."""
    from index.turns import in_turn
    from index.watching import changes

    never = threading.Event()

    def waiting(first: bool) -> None:
        if first:
            narrate("another wireside is indexing this corpus: waiting until it is done")

    for later in changes(corpus, never):
        report = in_turn(partial(bring_up, rebuild and not later), waiting, never)
        if not later or any((report.added, report.changed, report.removed, report.moved)):
            say(report)


def _json(report: Report) -> str:
    counts = {name: getattr(report, name) for name in COUNTS}
    problems = [{"path": problem.path, "reason": problem.reason} for problem in report.problems]
    return json_line({**counts, "seconds": round(report.seconds, 3), "problems": problems})


def _text(report: Report) -> str:
    counts = ", ".join(f"{getattr(report, name):,} {name}" for name in COUNTS)
    lines = [f"{counts} in {report.seconds:.1f} s"]
    lines += [one_line(f"  {problem.path}: {problem.reason}") for problem in report.problems[:LISTED]]
    if (more := len(report.problems) - LISTED) > 0:
        lines.append(f"  … and {more:,} more: `wireside status` lists them")
    return "\n".join(lines) + "\n"
