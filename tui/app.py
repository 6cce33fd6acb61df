"""The application: themes, screens, and what can be done wherever one is."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import BindingType
from textual.dom import DOMNode
from textual.driver import Driver
from textual.notifications import Notify
from textual.screen import Screen
from textual.worker import WorkerFailed

from corpus.article import Span
from corpus.errors import WiresideError
from tui.cli.exit_codes import FAILED
from tui.cli.io import complain
from tui.commands import BY_ID, bindings, bound_action, first_key, keymap
from tui.config import Config
from tui.config.faults import Fault
from tui.config.old_ids import in_one_line
from tui.file_locations import recents_file, sample_folder
from tui.pages.line import Piece
from tui.screens.desk import DeskScreen
from tui.screens.desk.shell import Damaged, Repaired
from tui.screens.dialogs import ChoiceDialog, PromptDialog, TextDialog
from tui.screens.welcome import DamagedScreen, WelcomeScreen
from tui.services.notebook_writer import MEMORY_THREAD
from tui.services.recent_folders import Recent, recents
from tui.terminal.type_ahead import TypeAheadApp, leads_to_sheet
from tui.themes import COLOURS, themes
from tui.widgets.choices import Choice
from tui.widgets.footer import Footer

if TYPE_CHECKING:
    from rich.console import RenderableType

_SECONDS_TO_END = 5
"""Seconds that quitting may take: threads finish what they are at, and the notebook is closed."""


class WiresideApp(TypeAheadApp):
    """wireside in a terminal."""

    CSS_PATH = "app.tcss"
    TITLE = "wireside"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-desk"), (160, "-wide")]  # noqa: RUF012, Textual declares it so
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-tall")]  # noqa: RUF012, the same
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("app")]

    def __init__(
        self,
        config: Config,
        corpus: Path | None,
        opened_before: tuple[Recent, ...] = (),
        warnings: tuple[Fault, ...] = (),
    ) -> None:
        plain = "NO_COLOR" in os.environ
        super().__init__(ansi_color=True if plain else None, quit_keys=config.keys.get("quit", ()))
        self.config = config
        self._corpus = corpus
        self._opened_before = opened_before
        self._warnings = warnings
        self._desks: list[DeskScreen] = []
        for theme in themes():
            self.register_theme(theme)
        chosen = config.look.theme
        self.theme = ("terminal" if plain or _sixteen_colours() else "ink") if chosen == "auto" else chosen
        self.set_keymap(keymap(config.keys))

    def get_driver_class(self) -> type[Driver]:
        """Take our driver in the place of Textual's for terminals."""
        usual = super().get_driver_class()
        if usual.__name__ != "LinuxDriver":
            return usual
        # Textual has no LinuxDriver to build on where it chose another one
        from tui.terminal.terminal_driver import TerminalDriver

        return TerminalDriver

    def on_ready(self) -> None:
        self.call_after_refresh(_started)
        if self._warnings:
            self.notify(in_one_line(self._warnings), severity="warning", markup=False, timeout=12)
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._end_by, number)

    # Ending

    def exit(self, result: None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """Quit, at the latest after some seconds, whatever a thread or the disk is waiting for."""
        super().exit(result, return_code, message)
        if not self.is_headless:
            _stop_no_more()
            threading.Thread(target=self._end_at_last, daemon=True, name="end-at-last").start()

    def hang_up(self) -> None:
        """Quit, since the terminal is gone."""
        self._end_by(signal.SIGHUP)

    def _end_by(self, number: signal.Signals) -> None:
        """Save the session at once, and quit with the exit code for a signal."""
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.session.save()
        self.exit(return_code=128 + number)

    def _end_at_last(self) -> None:
        """End the process if quitting takes too long; if the terminal is not restored yet, its guard does that."""
        time.sleep(_SECONDS_TO_END)
        if self.is_running:
            os.kill(os.getpid(), signal.SIGKILL)
        if any(thread.name.startswith(MEMORY_THREAD) for thread in threading.enumerate()):
            complain("the notebook took too long to close: your last changes may be missing from it")
            os._exit(FAILED)
        os._exit(self.return_code or 0)

    @property
    def crash(self) -> Exception | None:
        """The bug that ended the app."""
        error = self._exception
        return error.error if isinstance(error, WorkerFailed) and isinstance(error.error, Exception) else error

    def _fatal_error(self) -> None:
        """Leave after a bug. `run` raises it when the terminal is back; Textual would print its traceback."""
        if not self.is_headless:
            _stop_no_more()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        """Print nothing: an error is one line, and its traceback is for a log."""

    def get_default_screen(self) -> Screen[None]:
        """The first screen: Textual's own, which would show nothing, need not be made."""
        return self._screen_of(self._corpus)

    def open_corpus(self, corpus: Path) -> None:
        """Put the desk of a corpus over what is on the screen."""
        self._corpus = corpus
        self.push_screen(self._screen_of(corpus))

    def _screen_of(self, corpus: Path | None) -> Screen[None]:
        """The desk of a corpus, or, without one, the welcome."""
        if corpus is None:
            return WelcomeScreen(self._opened_before)
        self._desks.append(desk := DeskScreen(self.config, corpus))
        return desk

    @property
    def unsaved(self) -> list[WiresideError]:
        """Return why notes could not be saved, a reason for each desk that was closed with unsaved notes."""
        return [desk.unsaved for desk in self._desks if desk.unsaved is not None]

    # Screens that ask for other screens

    @on(Repaired)
    def _repaired(self) -> None:
        if isinstance(self.screen, DamagedScreen):
            self.pop_screen()

    @on(Damaged)
    def _damaged(self, event: Damaged) -> None:
        name = self._corpus.resolve().name if self._corpus is not None else ""
        if not isinstance(self.screen, DamagedScreen):
            self.push_screen(DamagedScreen(event.error, name))

    def action_rebuild_damaged(self) -> None:
        """Rebuild the damaged index, and go back to the desk."""
        if isinstance(self.screen, DamagedScreen):
            self.screen.close(None)
        for screen in self.screen_stack:
            if isinstance(screen, DeskScreen):
                screen.indexing.rebuild()

    @leads_to_sheet
    @work
    async def action_ask_folder(self) -> None:
        title = (Piece("Open a folder of articles", "strong"),)
        typed = await self.push_screen_wait(PromptDialog(title, f"{await asyncio.to_thread(Path.cwd)}/"))
        if not typed:
            return
        path = await asyncio.to_thread(Path(typed).expanduser)
        if await asyncio.to_thread(path.exists):
            self.open_corpus(path)
        else:
            self.notify(f"no such file or folder: {path}", severity="warning", markup=False)

    @on(WelcomeScreen.FolderChosen)
    def _chosen(self, event: WelcomeScreen.FolderChosen) -> None:
        self.open_corpus(Path(event.path))

    def action_open_sample(self) -> None:
        self.open_corpus(sample_folder())

    # Everywhere

    @on(Notify)
    def _tell_once(self, event: Notify) -> None:
        """Drop a notification that repeats one that is still on the screen."""
        told = event.notification
        if any((one.message, one.severity) == (told.message, told.severity) for one in self._notifications):
            event.prevent_default()

    def action_theme(self) -> None:
        self.theme = COLOURS[(COLOURS.index(self.theme) + 1) % len(COLOURS)]
        self.notify(f"theme: {self.theme}", timeout=2)

    def action_help(self) -> None:
        from tui.screens.help import keys_sheet, query_sheet

        desk = self.screen
        if isinstance(desk, DeskScreen) and desk.focused is desk.search_bar.input:
            self.push_screen(TextDialog((Piece("Query language", "strong"),), query_sheet))
        else:
            keys = self.config.keys
            self.push_screen(TextDialog((Piece("Keys", "strong"),), lambda width: keys_sheet(keys, width)))

    @leads_to_sheet
    @work
    async def action_palette(self) -> None:
        screen = self.screen
        command = await self.push_screen_wait(
            ChoiceDialog((Piece("All commands", "strong"),), self._find_commands, prompt=":")
        )
        if command:
            await self.run_command(command, screen)

    def _find_commands(self, typed: str) -> list[Choice]:
        from tui.screens.help import found_commands

        return [
            Choice(
                command.hint,
                command.help,
                key=first_key(self.config.keys, command.id),
                value=command.id,
                matched=tuple(Span(i, i + 1) for i in matched),
            )
            for command, matched in found_commands(typed)
        ]

    @on(Footer.Pressed)
    async def _hint_clicked(self, event: Footer.Pressed) -> None:
        await self.run_command(event.command, self.screen)

    async def run_command(self, command: str, screen: Screen[object]) -> None:
        """Carry out a command where it belongs: in what has focus, the screen, or here."""
        owners: tuple[DOMNode | None, ...] = (screen.focused, screen, self)
        for owner in owners:
            action = bound_action(owner, command) if owner is not None else None
            if action is not None:
                await self.run_action(action, default_namespace=owner)
                return
        self.notify(f"“{BY_ID[command].hint}” is not available here", timeout=3)


def _stop_no_more() -> None:
    """Ignore ^Z from now on: one that was typed ahead would stop the process half-way out."""
    signal.signal(signal.SIGTSTP, signal.SIG_IGN)


def _started() -> None:
    """Collect garbage from now on, seldom, so that few keys wait for it; what the start has made is left out of it.

    Most is collected while typing rests.
    """
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
    gc.enable()


def _sixteen_colours() -> bool:
    """Return True if the terminal reports that it has no more than sixteen colours."""
    return not os.environ.get("COLORTERM") and os.environ.get("TERM", "") in (
        "linux",
        "xterm",
        "vt100",
        "ansi",
        "screen",
    )


def run(config: Config, corpus: Path | None, warnings: tuple[Fault, ...] = ()) -> int:
    """Open the reader on a corpus, or on the welcome screen if there is nothing to read.

    `warnings` about the configuration are shown at the start. Return the exit code. Raises the bug that ended the
    reader, if one did.
    """
    app = WiresideApp(config, corpus, recents(recents_file()), warnings)
    app.run()
    if app.crash is not None:
        raise app.crash
    for error in app.unsaved:
        complain(f"the last notes were not saved: {error}")
    return app.return_code or 0
