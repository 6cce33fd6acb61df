"""`wireside notebook`: what the user noted about a corpus, its copies, and the way back to one of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import NothingFound, UsageError
from tui.cli.command_context import Invocation, shared_options
from tui.cli.io import emit, narrate, one_line
from tui.cli.json_lines import json_line
from tui.cli.subcommands.status_command import size_text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from index import Copy


@click.group(invoke_without_command=True, short_help="Check your notes on a corpus; list or restore backups.")
@click.option("--json", "as_json", is_flag=True, help="Print one line of JSON.")
@shared_options
@click.pass_context
def notebook(context: click.Context, as_json: bool) -> None:
    """Check the notebook of a corpus (marks, tags, saved queries, what was read), and list its backups.

    wireside backs it up once a day, when the reader is opened, and keeps the last three backups. If the notebook is
    damaged, the exit code is 3 and the backups are listed.
    """
    if context.invoked_subcommand is not None:
        if as_json:
            raise UsageError("--json before restore", "leave it out")
        return
    from index import copies_of
    from tui.file_locations import notebook_file

    path = notebook_file(context.ensure_object(Invocation).corpus)
    copies = copies_of(path)
    if not path.exists() and not copies:
        raise NothingFound(f"no notebook yet: it would be {path}", "the reader begins it")
    if as_json:
        listed = [{"day": copy.day, "path": str(copy.path), "bytes": copy.size} for copy in copies]
        emit(json_line({"notebook": str(path), **_counts(path), "copies": listed}))
        return
    emit(one_line(f"{'notebook':<14} {path}") + "\n")
    emit("".join(one_line(f"{'copy':<14} {copy.day}  {size_text(copy.size)}") + "\n" for copy in copies))
    emit("".join(f"{name:<14} {count:,}\n" for name, count in _counts(path).items()))


def _days(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    from index import copies_of
    from tui.file_locations import notebook_file

    copies = copies_of(notebook_file(context.ensure_object(Invocation).corpus))
    return [CompletionItem(copy.day) for copy in copies if copy.day.startswith(incomplete)]


@notebook.command(short_help="Restore a backup of the notebook.")
@click.argument("day", required=False, shell_complete=_days)
@shared_options
@click.pass_obj
def restore(invocation: Invocation, day: str | None) -> None:
    """Put the copy of DAY (2031-03-14) in the notebook's place, or the newest copy.

    The notebook as it is now is kept beside it, damaged or not.
    """
    from index import restore as put_back
    from tui.file_locations import notebook_file

    path = notebook_file(invocation.corpus)
    copy = _copy_of(path, day)
    moved = put_back(path, copy, datetime.now())
    kept = f"; what was there is now {moved[0]}" if moved else ""
    narrate(f"the notebook is as it was on {copy.day}{kept}")


def _copy_of(path: Path, day: str | None) -> Copy:
    from index import copies_of

    copies = copies_of(path)
    if not copies:
        raise NothingFound(f"no copies of {path}", "the reader makes one a day")
    copy = next((copy for copy in copies if day in (None, copy.day)), None)
    if copy is None:
        raise UsageError(f"no copy of {day}", f"there are those of {', '.join(copy.day for copy in copies)}")
    return copy


def _counts(path: Path) -> dict[str, int]:
    """Count the rows of each kind in the notebook. Raises NotebookError."""
    from index import Notebook

    notes = Notebook(path)
    try:
        return {
            "marks": len(notes.marked()),
            "tags": sum(map(len, notes.tags().values())),
            "read": len(notes.read_ids()),
            "saved": len(notes.saved()),
        }
    finally:
        notes.close()
