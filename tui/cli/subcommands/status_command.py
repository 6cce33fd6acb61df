"""`wireside status`: where the index and all that is the user's live, and how the index is."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from index import ArchiveError
from tui.cli.command_context import Invocation, shared_options
from tui.cli.io import emit, one_line
from tui.cli.json_lines import json_line

if TYPE_CHECKING:
    from index import Status


@click.command(short_help="Show what is in the index, and where everything is stored.")
@click.option("--verify", is_flag=True, help="Check every byte of the index.")
@click.option("--json", "as_json", is_flag=True, help="Print a line of JSON.")
@shared_options
@click.pass_obj
def status(invocation: Invocation, verify: bool, as_json: bool) -> None:
    """Show what is in the index, and where the index and everything of yours is stored.

    Lists every file that could not be read when it was indexed, and why.
    """
    places = _places(invocation)
    try:
        found, verified = _status(invocation.index_folder, verify)
    except ArchiveError:
        if not as_json:
            emit(_table({name: _there(path) for name, path in places.items()}))
        raise
    emit(_json(places, found, verified) if as_json else _text(places, found, verified))


def _places(invocation: Invocation) -> dict[str, Path]:
    from tui.file_locations import corrections_file, log_file, notebook_file, rules_file, users_actors_file

    return {
        "corpus": invocation.corpus.absolute(),
        "index": invocation.index_folder,
        "notes": notebook_file(invocation.corpus),
        "corrections": corrections_file(invocation.corpus),
        "dictionary": users_actors_file(),
        "rules": rules_file(),
        "configuration": invocation.outcome.file,
        "log": log_file(),
    }


def _status(folder: Path, verify: bool) -> tuple[Status | None, int | None]:
    """Describe the index; with `verify`, check every byte of it and count those that were verified."""
    from index import Archive, IndexMissing

    try:
        archive = Archive.open(folder)
    except IndexMissing:
        return None, None
    try:
        return archive.status(), archive.verify() if verify else None
    finally:
        archive.close()


def _json(places: dict[str, Path], status: Status | None, verified: int | None) -> str:
    facts: dict[str, object] = {name: str(path) for name, path in places.items()}
    facts["indexed"] = status is not None
    if status:
        built = _when(status)
        facts |= {
            "articles": status.articles,
            "outlets": status.outlets,
            "first": status.first,
            "last": status.last,
            "bytes": status.bytes,
            "built": built.isoformat() if built else None,
            "complete": status.complete,
            "problems": [{"path": problem.path, "reason": problem.reason} for problem in status.problems],
        }
    if verified is not None:
        facts["verified"] = verified
    return json_line(facts)


def _text(places: dict[str, Path], status: Status | None, verified: int | None) -> str:
    facts = {name: _there(path) for name, path in places.items()}
    if status is None:
        facts["articles"] = "not indexed yet: `wireside index` reads them"
        return _table(facts)
    facts["index"] = f"{places['index']} ({size_text(status.bytes)})"
    facts["articles"] = f"{status.articles:,}"
    facts["outlets"] = f"{status.outlets:,}"
    facts["dates"] = f"{status.first} to {status.last}" if status.first else "none found"
    built = _when(status)
    facts["built"] = (
        built.astimezone().replace(tzinfo=None).isoformat(" ", "minutes") if built else "not yet to the end"
    )
    if not status.complete:
        facts["built"] += " (a run was stopped: `wireside index` goes on from there)"
    if verified is not None:
        facts["verified"] = f"all {size_text(verified)} are as they were written"
    facts["not read"] = f"{len(status.problems):,}"
    problems = [one_line(f"  {problem.path}: {problem.reason}\n").rstrip() for problem in status.problems]
    return _table(facts) + "".join(f"{problem}\n" for problem in problems)


def _there(path: Path) -> str:
    return str(path) if path.exists() else f"{path} (not there)"


def _table(facts: dict[str, str]) -> str:
    return "".join(one_line(f"{name:<14} {value}") + "\n" for name, value in facts.items())


def _when(status: Status) -> datetime | None:
    return datetime.fromtimestamp(status.built, UTC).replace(microsecond=0) if status.built is not None else None


def size_text(size: int) -> str:
    amount = float(size)
    for unit in ("bytes", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.0f} {unit}" if unit == "bytes" else f"{amount:.1f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"
