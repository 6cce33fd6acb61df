"""Versions of one text: what another one adds, leaves out, rewords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.stories.version_diff import VersionDiff, version_diff

if TYPE_CHECKING:
    from tests.index.conftest import ArticleMaker

FERRY = ("Ferry 12 ran aground off the Anvil on Friday.", "Three people died, the harbour master said.")


def test_what_a_version_adds_and_leaves_out(article_of: ArticleMaker) -> None:
    _, first = article_of(*FERRY, headline="Ferry aground")
    _, updated = article_of(*FERRY, "An inquiry was opened on Saturday.", headline="Ferry aground: an inquiry")
    _, reworded = article_of(FERRY[0], "Four people died, the harbour master said.")
    _, cut = article_of(FERRY[0].upper())
    assert version_diff(first, updated) == VersionDiff(1, 0)
    assert version_diff(updated, first) == VersionDiff(0, 1)
    assert version_diff(first, reworded) == VersionDiff(1, 1)
    assert version_diff(first, cut) == VersionDiff(0, 1)
    assert version_diff(first, first) == VersionDiff(0, 0)
