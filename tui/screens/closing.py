"""The one way in which sheets and screens over the desk close."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import Screen

Given = TypeVar("Given")


class ClosesOnce(Screen[Given]):
    """A screen that closes once.

    Textual's `dismiss` takes away whatever screen is on top, and a second Enter or click may be on its way when the
    first closes the sheet.
    """

    def close(self, value: Given | None = None) -> None:
        """Close this screen and give back `value`. Do nothing if it is not the one on top, or was closed already."""
        if self.is_active:
            self.dismiss(value)
