"""The rooms of the desk stand side by side: each on what all share, none on another."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from tui.screens.desk import DeskScreen
from tui.screens.desk.base import Desk

ROOMS = DeskScreen.__bases__


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_a_room_is_built_on_what_all_share_and_on_nothing_else(room: type[Desk]) -> None:
    assert room.__bases__ == (Desk,)


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_a_room_knows_no_other(room: type[Desk]) -> None:
    file = sys.modules[room.__module__].__file__
    assert file is not None
    tree = ast.parse(Path(file).read_text())
    known = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not known & {other.__module__ for other in ROOMS}


def test_no_room_takes_the_place_of_what_another_has() -> None:
    seen: dict[str, str] = {}
    for room in ROOMS:
        for name in vars(room):
            if not name.startswith("__") and callable(vars(room)[name]):
                assert name not in seen, f"{name} is in {seen[name]} and {room.__name__}"
                assert not hasattr(Desk, name) or name == "check_action", f"{name} is in Desk and {room.__name__}"
                seen[name] = room.__name__
