"""One list of commands: no key means two things, and the configuration names them all."""

from __future__ import annotations

import importlib
from collections import Counter
from pkgutil import walk_packages

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import tui
from tui.app import WiresideApp
from tui.commands import BY_ID, COMMANDS, Command, bound_action, default_keys, key_label, keymap, pair_label
from tui.config import load
from tui.config.old_ids import OLD_IDS
from tui.screens.comparison_screen import ComparisonScreen
from tui.screens.desk import DeskScreen
from tui.screens.dossier_screen import DossierScreen
from tui.screens.help import found_commands
from tui.widgets.comparison_view import ComparisonView
from tui.widgets.pane import Pane
from tui.widgets.results_pane import ResultsPane
from tui.widgets.search_bar import QueryInput
from tui.widgets.timeline_band import Band

OWNERS = {
    "app": WiresideApp,
    "bar": QueryInput,
    "desk": DeskScreen,
    "pane": Pane,
    "compare": (ComparisonView, ComparisonScreen),
    "zoom": Band,
    "timeline": Band,
    "dossier": DossierScreen,
}


def test_the_configuration_has_every_command_and_its_keys() -> None:
    assert load(environment={}).keys == default_keys()


@pytest.mark.parametrize("owners", [{"app", "desk", "pane"}, {"app", "compare", "pane"}])
def test_on_no_screen_does_a_key_mean_two_things(owners: set[str]) -> None:
    keys = Counter(key for c in COMMANDS if c.owner in owners for key in c.keys.split(","))
    assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_carried_out_by_somebody(command: Command) -> None:
    owners = OWNERS[command.owner]
    name = f"action_{command.action.partition('(')[0]}"
    assert any(hasattr(owner, name) for owner in (owners if isinstance(owners, tuple) else (owners,)))


def test_only_what_differs_goes_into_the_keymap() -> None:
    keys = default_keys()
    assert keymap(keys) == {}
    assert keymap({**keys, "sort": ("S", "f5")}) == {"sort": "S,f5"}


def test_keys_are_written_as_on_a_keyboard() -> None:
    assert [key_label(key) for key in ("ctrl+d", "escape", "comma", "/")] == ["^d", "esc", ",", "/"]


def test_the_palette_begins_with_common_commands_and_ends_with_movements() -> None:
    found = [command for command, _ in found_commands("")]
    assert sorted(command.id for command in found) == sorted(command.id for command in COMMANDS)
    assert [command.id for command in found[:5]] == ["open", "search", "compare", "coverage", "stories"]
    moves = [command.group == "Move" for command in found]
    assert moves == sorted(moves)
    assert "rebuild" in [command.id for command, _ in found_commands("index from")]


def test_two_commands_of_one_row_share_their_words() -> None:
    def label(first: str, second: str) -> str:
        return pair_label(BY_ID[first], BY_ID[second])

    assert label("next_hit", "previous_hit") == "next, previous hit"
    assert label("page_down", "page_up") == "page down, up"
    assert label("filter", "exclude") == "filter, exclude"


def test_former_ids_lead_to_commands_and_are_none_themselves() -> None:
    assert set(OLD_IDS.values()) <= set(BY_ID)
    assert not set(OLD_IDS) & set(BY_ID)


def classes_with_bindings() -> list[type[DOMNode]]:
    for module in walk_packages(tui.__path__, "tui."):
        if module.name.startswith(("tui.screens", "tui.widgets", "tui.app")):
            importlib.import_module(module.name)
    found: list[type[DOMNode]] = []
    for one in (queue := [DOMNode]):
        queue += (new := [part for part in one.__subclasses__() if part not in queue])
        found += [part for part in new if part.__module__.startswith("tui.") and "BINDINGS" in vars(part)]
    return sorted(found, key=lambda one: one.__name__)


@pytest.mark.parametrize("part", classes_with_bindings(), ids=lambda part: part.__name__)
def test_every_key_leads_to_a_method(part: type[DOMNode]) -> None:
    for binding in Binding.make_bindings(part.BINDINGS):
        namespace, _, name = binding.action.partition("(")[0].rpartition(".")
        assert hasattr(WiresideApp if namespace == "app" else part, f"action_{name}"), binding.action


def test_a_command_is_carried_out_by_what_binds_it() -> None:
    assert bound_action(Band(), "zoom_in") == "zoom_in"
    assert bound_action(ResultsPane(), "down") == "down"
    assert bound_action(ResultsPane(), "zoom_in") is None
