"""The desk is one screen, put together from parts that own their state; every command has a handler in one of them."""

from __future__ import annotations

import ast
import importlib
import inspect
from pathlib import Path

import pytest
from textual.screen import Screen

import tui.screens.desk
from tui.commands import COMMANDS
from tui.config import load
from tui.screens.desk import DeskScreen
from tui.screens.desk.command_table import command_table

MAX_METHODS = 60
FOLDER = Path(tui.screens.desk.__file__).parent
PARTS = sorted(file.stem for file in FOLDER.glob("*.py") if file.stem not in ("__init__", "command_table"))


def test_the_desk_has_no_mixins_and_few_methods() -> None:
    assert DeskScreen.__bases__ == (Screen,)
    assert len([name for name, value in vars(DeskScreen).items() if inspect.isfunction(value)]) <= MAX_METHODS


@pytest.mark.parametrize("part", PARTS)
def test_a_part_does_not_know_the_screen(part: str) -> None:
    module = importlib.import_module(f"tui.screens.desk.{part}")
    assert not hasattr(module, "DeskScreen")
    tree = ast.parse((FOLDER / f"{part}.py").read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert "tui.screens.desk" not in imported


def test_each_command_of_the_desk_has_a_handler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    desk = DeskScreen(load(environment={}), tmp_path)
    assert set(command_table(desk)) == {command.id for command in COMMANDS if command.owner == "desk"}
