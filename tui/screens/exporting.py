"""Taking along what is on a screen, as a file: the form is asked for."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from tui.lines.line import Piece
from tui.screens.sheets import ChoiceSheet
from tui.widgets.choices import Choice

if TYPE_CHECKING:
    from textual.app import App

    from tui.export import Form, Table


async def wanted_form(app: App[object], what: str) -> Form | None:
    """Ask in which form something is to be exported; None where nobody wants it. Call it in a worker."""
    from tui.export import FORMS

    choices = [Choice(name, f".{form}", value=form) for form, name in FORMS.items()]
    title = (Piece(f"Export {what} as", "strong"),)
    chosen = await app.push_screen_wait(ChoiceSheet(title, lambda _: choices))
    return next((form for form in FORMS if form == chosen), None)


async def exported(table: Table, form: Form) -> Path:
    """The file that a table was written to, in the folder from which the reader was started. Raises WiresideError."""
    from tui.export import export

    return await asyncio.to_thread(lambda: export(table, form, Path.cwd()))
