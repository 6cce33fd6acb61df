"""Keys that arrive in bursts: each goes to what the one before it brought to the screen; nothing closes twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.widgets import Input

from index.archive import Archive
from tests.tui.conftest import Open, Reader
from tui.screens.desk.command_table import Now
from tui.screens.dialogs import ChoiceDialog

SHEETS = ("ctrl+r", "e", "t", "colon", "F", "f5", "ctrl+s", "ctrl+o", "question_mark", "i", "C", "Q", "w", "V")
SCREENS = ("S", "d", "c", "v")
ENDS = ("enter", "escape", "q", "enter", "down", "j", "tab", "e", "y")
ALL = (
    *"abcdefghijklmnoprstuvwxyzABCDEFGHIJKLMNOPRSTUVWXYZ/.,[]{}+-=?:123",
    *("enter", "escape", "tab", "shift+tab", "up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("space", "backspace", "delete", "ctrl+r", "ctrl+s", "ctrl+o", "ctrl+p", "ctrl+z", "ctrl+d", "ctrl+u", "f1", "f5"),
)


def post(reader: Reader, *keys: str) -> None:
    """Post keys as one write of the terminal: none of them waits for anything."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        event = Key(name, key if len(key) == 1 else " " if key == "space" else None)
        event.set_sender(reader.app)
        reader.app.post_message(event)


async def at_rest(reader: Reader) -> None:
    """Wait until all keys were delivered."""
    await reader.pilot.pause()
    await reader.until(lambda: reader.app.type_ahead._delivering is None or not reader.app.is_running)
    await reader.pilot.pause()


@pytest.fixture
def nothing_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Write exports into a folder of the test."""
    monkeypatch.chdir(tmp_path)


async def back_on_the_desk(reader: Reader) -> None:
    for _ in range(12):
        if reader.app.screen is reader.desk:
            return
        post(reader, "escape")
        await at_rest(reader)
    raise AssertionError(f"no way back from {reader.app.screen_stack}")


@pytest.mark.usefixtures("nothing_written")
async def test_a_burst_at_a_sheet_closes_it_once(reader: Open) -> None:
    async with reader() as opened:
        post(opened, "/", "h", "a", "enter", "m", "j", "m")
        await at_rest(opened)
        for sheet in SHEETS:
            post(opened, sheet, "enter", "enter", "escape", "enter")
            await at_rest(opened)
            await back_on_the_desk(opened)
            post(opened, sheet, "escape", "escape", "enter", "enter")
            await at_rest(opened)
            assert opened.app.screen_stack[0] is opened.desk
            await back_on_the_desk(opened)


@pytest.mark.usefixtures("nothing_written")
async def test_two_enters_that_reach_one_sheet_close_it_once(reader: Open) -> None:
    """The second comes by the queue of the sheet, as a second click does, when the first has closed it."""
    async with reader() as opened:
        post(opened, "e")
        await at_rest(opened)
        sheet = opened.app.screen
        assert isinstance(sheet, ChoiceDialog)
        sheet.close("")
        sheet.close("")
        sheet.action_close()
        await at_rest(opened)
        assert opened.app.screen_stack == [opened.desk]


async def test_keys_typed_before_a_sheet_is_up_go_to_it(reader: Open) -> None:
    async with reader() as opened:
        shown, cursor = opened.desk.reader.current_id, opened.desk.results.cursor
        post(opened, "colon", *"theme", "down", "up")
        await at_rest(opened)
        assert isinstance(opened.app.screen, ChoiceDialog)
        assert opened.app.screen.query_one(Input).value == "theme"
        assert (opened.desk.reader.current_id, opened.desk.results.cursor) == (shown, cursor)


async def test_a_burst_into_a_sheet_without_a_text_does_not_move_the_desk(reader: Open) -> None:
    async with reader() as opened:
        post(opened, "e", "down", "down")
        await at_rest(opened)
        sheet = opened.app.screen
        assert isinstance(sheet, ChoiceDialog)
        assert sheet._choices.cursor == 2
        assert opened.desk.results.cursor == 0


async def test_keys_wait_for_a_sheet_that_is_being_prepared(reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """`R` asks the index before its sheet is up; a `u` typed at once must not reach the block."""
    async with reader() as opened:
        opened.desk.article.focus()
        post(opened, "]")
        await at_rest(opened)
        decided: list[object] = []
        monkeypatch.setitem(opened.desk.handlers, "toggle_block", Now(lambda: decided.append(1)))
        post(opened, "R", "u", "r", "down")
        await at_rest(opened)
        assert isinstance(opened.app.screen, ChoiceDialog)
        assert not decided


async def test_escape_gives_up_a_sheet_that_is_being_prepared(reader: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    go_on = threading.Event()
    facets = Archive.facets

    def slow(*args: object, **kwargs: object) -> object:
        go_on.wait(120)
        return facets(*args, **kwargs)  # type: ignore[arg-type]

    async with reader() as opened:
        monkeypatch.setattr(Archive, "facets", slow)
        post(opened, "F", "x", "x")
        await opened.until(opened.app.type_ahead._sheet_is_coming)
        post(opened, "escape", "j")
        await at_rest(opened)
        go_on.set()
        assert opened.app.screen is opened.desk
        assert opened.desk.results.cursor == 1


@pytest.mark.parametrize("screen", ["colon", "F", "ctrl+s", "S", "c", "d"])
async def test_the_quit_key_leaves_from_everywhere(reader: Open, screen: str) -> None:
    async with reader() as opened:
        post(opened, "m", "j", "m", "j", "m", screen)
        await at_rest(opened)
        post(opened, "ctrl+q")
        await opened.until(lambda: opened.app._exit)


async def test_the_quit_key_does_not_wait_for_what_is_being_prepared(
    reader: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    go_on = threading.Event()
    monkeypatch.setattr(Archive, "stories", lambda *args, **kwargs: go_on.wait(120))
    async with reader() as opened:
        post(opened, "S", "j", "ctrl+q")
        try:
            await opened.until(lambda: opened.app._exit)
        finally:
            go_on.set()
        go_on.set()


async def test_a_paste_keeps_its_place_among_the_keys(reader: Open) -> None:
    async with reader() as opened:
        post(opened, "/")
        paste = Paste("caddis ")
        paste.set_sender(opened.app)
        opened.app.post_message(paste)
        post(opened, *"treaty")
        await at_rest(opened)
        assert opened.desk.search_bar.input.value == "caddis treaty"


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.usefixtures("nothing_written")
async def test_random_bursts_end_where_escape_leads_back_to_the_desk(reader: Open, seed: int) -> None:
    chance = random.Random(seed)
    async with reader() as opened:
        for _ in range(12):
            post(opened, *chance.choices([*SHEETS, *SCREENS, *ENDS, *ALL], k=10))
            await at_rest(opened)
            if not opened.app.is_running or opened.app._exit:
                return  # `q` on the desk leaves
        assert opened.app._exception is None


@pytest.mark.parametrize("keys", [("a", "b", "tab"), ("b", "a", "tab"), ("b", "a", "shift+tab")])
async def test_tab_leads_on_from_a_pane_that_is_hidden(reader: Open, keys: tuple[str, ...]) -> None:
    """Boilerplate shows its reasons in the place of the actors, which may have the focus."""
    async with reader() as opened:
        post(opened, *keys)
        await at_rest(opened)
        assert opened.app._exception is None
        assert opened.desk.focused in list(opened.desk.query("#results, #article"))
