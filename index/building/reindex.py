"""Index the words of articles again when the user's rules about them change.

The index holds each article as it was inferred, so no file is read for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from corpus.overrides.line_recurrence import LineCounts
from corpus.overrides.overrides import apply_role_overrides
from corpus.overrides.rules import Rulebook
from corpus.settings import Rule
from index.errors import decoding
from index.storage.hashed_keys import key_of, outlet_key
from index.storage.index_entry import IndexEntry, packed_features, repacked, unpack_article
from index.storage.whoosh.snapshot import Snapshot

if TYPE_CHECKING:
    from numpy.typing import NDArray


def pack_rules(rules: Rulebook) -> bytes:
    """Rules as `unpack_rules` takes them."""
    return msgspec.json.encode(list(rules.by_scope.values()))


def unpack_rules(packed: bytes) -> Rulebook:
    """Unpack what `pack_rules` gave; nothing is no rules. Raises DamagedData."""
    with decoding("the table of rules"):
        rules = msgspec.json.decode(packed or b"[]", type=tuple[Rule, ...])
    return Rulebook(rules)


def entries_to_judge_again(
    snapshot: Snapshot, before: Rulebook, now: Rulebook, counts: LineCounts | None
) -> Iterator[IndexEntry]:
    """New entries for the articles that a rule is about which is in one of the two books only."""
    changed = _only_in(before, now) + _only_in(now, before)
    for doc in np.flatnonzero(articles_with(snapshot, changed)):
        segment, there = snapshot.place(int(doc))
        packed = segment.article(there)
        article = unpack_article(packed)
        judged = apply_role_overrides(article, now, counts)
        yield repacked(
            judged,
            article.paths[0],
            lines=segment.lines_of(there),
            features=packed_features(judged),
            article=packed,
            text=segment.text(there),
        )


def articles_with(snapshot: Snapshot, rules: list[Rule]) -> NDArray[np.bool_]:
    """Select the articles (n bool) that the rules can be about."""
    found = np.zeros(snapshot.size, bool)
    found |= np.isin(snapshot.ids, np.array([rule.article.encode() for rule in rules if rule.article], "S12"))
    about_lines = [(key_of(rule.line), outlet_key(rule.outlet or "")) for rule in rules if not rule.article]
    sought = np.array([line for line, _ in about_lines], np.uint64)
    for base, segment in zip(snapshot.bases, snapshot.segments, strict=True):
        docs, lines = segment.lines()
        there = np.isin(lines, sought)
        docs, lines = docs[there], lines[there]
        for line, outlet in about_lines:
            with_line = docs[lines == line]
            found[base + (with_line[segment.outlets[with_line] == outlet] if outlet else with_line)] = True
    return found & snapshot.alive


def _only_in(book: Rulebook, other: Rulebook) -> list[Rule]:
    return [rule for scope, rule in book.by_scope.items() if other.by_scope.get(scope) != rule]
