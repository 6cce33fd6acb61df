"""Exporting what is on a screen: how much, in which form and where to is shown first; nothing is replaced unasked."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import WiresideError
from tui.file_locations import export_folders
from tui.pages.line import Piece
from tui.screens.dialogs import ChoiceDialog, PromptDialog
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from textual.app import App

    from tui.services.export import ExportTable, Form

_ELSEWHERE, _BOTH, _REPLACE = "elsewhere", "both", "replace"


class Target(NamedTuple):
    """The file that somebody wants something exported to, in which form, and whether what is there may go."""

    path: Path
    form: Form
    corpus: Path
    replace: bool


async def wanted_target(app: App[object], what: str, title: str) -> Target | None:
    """Ask where to and in which form `what` is to be exported; None if nobody wants it. Call it in a worker.

    `title` gives the file its name. Raises WiresideError if there is no folder for it outside the corpus.
    """
    from tui.screens.desk import DeskScreen
    from tui.services.export import FORMS, check_outside, export_folder, file_name

    desk = next(screen for screen in app.screen_stack if isinstance(screen, DeskScreen))
    corpus = desk.corpus
    folder = await asyncio.to_thread(export_folder, desk.config.export.folder, export_folders(), corpus)
    choices = [Choice(name, file_name(title, form), value=form) for form, name in FORMS.items()]
    choices.append(Choice("Somewhere else …", "another folder, or another name", value=_ELSEWHERE))
    heading = (Piece(f"Export {what}", "strong"), Piece(f"  to {_short(folder)}", "muted"))
    chosen = await app.push_screen_wait(ChoiceDialog(heading, lambda _: choices))
    form = next((form for form in FORMS if form == chosen), None)
    path = folder / file_name(title, form) if form is not None else None
    if chosen == _ELSEWHERE:
        path = await _typed_path(app, what, folder / file_name(title, "md"))
        form = next((form for form in FORMS if path is not None and path.suffix.lower() == f".{form}"), None)
        if path is not None and form is None:
            raise WiresideError(f"no form for {path.name}", "end the name with .md, .csv or .json")
    if path is None or form is None:
        return None
    await asyncio.to_thread(check_outside, path, corpus)
    return await _unless_taken(app, Target(path, form, corpus, replace=False))


async def exported(table: ExportTable, target: Target) -> Path:
    """Write a table to its file, and return that. Raises WiresideError."""
    from tui.services.export import export

    path, form, corpus, replace = target
    return await asyncio.to_thread(lambda: export(table, path, form, corpus, replace=replace))


async def _typed_path(app: App[object], what: str, offered: Path) -> Path | None:
    title = (Piece(f"Export {what} to", "strong"), Piece("  .md, .csv or .json", "muted"))
    typed = (await app.push_screen_wait(PromptDialog(title, str(offered)))).strip()
    if not typed:
        return None
    path = await asyncio.to_thread(lambda: Path(typed).expanduser().absolute())
    return path / offered.name if await asyncio.to_thread(path.is_dir) else path


async def _unless_taken(app: App[object], target: Target) -> Target | None:
    """Ask what to do if there is such a file."""
    from tui.services.export import free_path

    free = await asyncio.to_thread(free_path, target.path)
    if free == target.path:
        return target
    choices = [
        Choice("keep both", f"the new one is {free.name}", value=_BOTH),
        Choice("replace it", "what is in it now is lost", value=_REPLACE),
    ]
    title = (Piece(f"{target.path.name} is there already", "strong"), Piece(f"  in {_short(free.parent)}", "muted"))
    chosen = await app.push_screen_wait(ChoiceDialog(title, lambda _: choices))
    if chosen == _BOTH:
        return target._replace(path=free)
    return target._replace(replace=True) if chosen == _REPLACE else None


def _short(folder: Path) -> str:
    """A folder as one would type it."""
    home = Path.home()
    return f"~/{folder.relative_to(home)}" if folder.is_relative_to(home) else str(folder)
