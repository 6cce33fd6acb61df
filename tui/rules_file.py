"""The user's rules on boilerplate, in a file of their own."""

from __future__ import annotations

from pathlib import Path

from corpus.settings import Rule
from tui.list_file import ListFile
from tui.rules_text import RULES


class RulesFile(ListFile[Rule]):
    """The file of rules at `path`. It need not be there."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, RULES)
