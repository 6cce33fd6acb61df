"""Rows: two articles side by side, passage by passage.

What two passages have in common decides what is shown of them: the same words need no more to be said; where most words
stay, the words that differ are marked; where few stay, a diff would mark nearly everything, and what they share is
marked instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from corpus.article import Block, Span
from corpus.compare.alignment import PassagePair
from corpus.compare.prepared import PassageFeatures, PreparedArticle
from corpus.compare.row_order import longest_common_order, reading_order
from corpus.compare.segmentation import ArticlePassage
from corpus.compare.word_diff import WordDiff, common_words, word_diff

Kind = Literal["same", "near", "otherwise", "left", "right"]
KINDS: tuple[Kind, ...] = ("same", "near", "otherwise", "left", "right")

_MOSTLY = 0.5  # of the words of the shorter passage in one order: then a diff is worth reading
_HELD_TOGETHER = 1.9  # words in a run, in the mean; single words that match here and there make no sense of a diff
_OF_BOTH = 0.5  # of the words of both; less is worth a diff only where most of the shorter is one run
_ONE_RUN = 0.5
_NEXT_DOOR = 3  # words
_ALL_BUT = 0.8  # from this share on, even single words do


class AlignedRow(Struct, frozen=True):
    """Two passages that go together, or one alone.

    `same`: word for word, whatever the case and the quotation marks; `near`: mostly the same words; `otherwise`: the
    same matter in other words; `left` and `right`: only there. `reason` says in plain words why the two go together; it
    is empty for a passage alone. `words` is the number of words that both have in one order.
    """

    kind: Kind
    left: ArticlePassage | None
    right: ArticlePassage | None
    reason: str
    words: int = 0


def aligned_rows(left: PreparedArticle, right: PreparedArticle, found: Sequence[PassagePair]) -> tuple[AlignedRow, ...]:
    """Return the rows of two articles whose passages are paired, in the order of the left one; see `order`."""
    lefts, rights, pairs = _joined(left, right, found)
    unmoved = longest_common_order([p for p in pairs if not p.again])
    once_left = {p.left for p in pairs if not p.again}
    return tuple(
        (
            _again(lefts[place.left], rights[place.right], left_again=place.left in once_left)
            if place.again
            else _together(lefts, rights, place, moved=place not in unmoved)
        )
        if isinstance(place, PassagePair)
        else AlignedRow("left", lefts[place.number].passage, None, "")
        if place.left
        else AlignedRow("right", None, rights[place.number].passage, "")
        for place in reading_order(pairs, unmoved, len(lefts), len(rights))
    )


def _joined(
    left: PreparedArticle, right: PreparedArticle, pairs: Sequence[PassagePair]
) -> tuple[list[PassageFeatures], list[PassageFeatures], list[PassagePair]]:
    """Neighbours in one paragraph that go with one passage of the other article are joined to one."""
    first = {p: p for p in pairs if not p.again}
    by_left = {p.left: p for p in first}
    by_right = {p.right: p for p in first}
    glue_left: set[int] = set()  # passages that are joined to the one before
    glue_right: set[int] = set()
    kept: list[PassagePair] = []
    for p in pairs:
        if not p.again:
            kept.append(p)
        elif (owner := by_right.get(p.right)) and _neighbours(left.said, owner.left, p.left):
            glue_left.add(max(owner.left, p.left))
        elif (owner := by_left.get(p.left)) and _neighbours(right.said, owner.right, p.right):
            glue_right.add(max(owner.right, p.right))
        else:
            kept.append(p)
    lefts, at_left = _glued(left, glue_left)
    rights, at_right = _glued(right, glue_right)
    moved = {(at_left[p.left], at_right[p.right]): p for p in reversed(kept)}
    return lefts, rights, sorted(p._replace(left=i, right=j) for (i, j), p in moved.items())


def _neighbours(said: Sequence[PassageFeatures], one: int, other: int) -> bool:
    return abs(one - other) == 1 and said[one].passage.block == said[other].passage.block


def _glued(reading: PreparedArticle, glue: set[int]) -> tuple[list[PassageFeatures], list[int]]:
    """Return the passages, those numbered in `glue` joined to the one before; and the new number of each."""
    joined: list[PassageFeatures] = []
    places: list[int] = []
    for number, one in enumerate(reading.said):
        if number in glue:
            joined[-1] = _one_of(reading.article.blocks[one.passage.block], joined[-1], one)
        else:
            joined.append(one)
        places.append(len(joined) - 1)
    return joined, places


def _one_of(block: Block, before: PassageFeatures, after: PassageFeatures) -> PassageFeatures:
    begins, at = block.from_source(before.passage.start), block.from_source(after.passage.start)
    shift = at - begins
    text = block.text[begins : at + len(after.passage.text)]
    words = tuple(word._replace(start=word.start + shift, end=word.end + shift) for word in after.words)
    return replace(
        before,
        passage=replace(before.passage, text=text, end=after.passage.end),
        words=(*before.words, *words),
        stems={**before.stems, **after.stems},
        names=before.names | after.names,
        inside=(*before.inside, *after.inside),
        quoted_runs=before.quoted_runs | after.quoted_runs,
    )


def _together(
    lefts: Sequence[PassageFeatures], rights: Sequence[PassageFeatures], place: PassagePair, *, moved: bool
) -> AlignedRow:
    left, right = lefts[place.left], rights[place.right]
    one, other = left.passage, right.passage
    if place.same:
        reason = "the same words" + (", at another place" if moved else "")
        return AlignedRow("same", one, other, reason, len(left.words))
    differs = word_diff(left.words, right.words)
    reason = _reason(left, right) + (", at another place" if moved else "")
    if _is_near(differs, len(left.words), len(right.words)):
        lacking_right = _not_next_door(left, differs.left, _next_to(rights, place.right))
        lacking_left = _not_next_door(right, differs.right, _next_to(lefts, place.left))
        if (lacking_right, lacking_left) != (differs.left, differs.right):
            reason += ", some of it in the next row"
        one, other = replace(one, different=lacking_right), replace(other, different=lacking_left)
        return AlignedRow("near", one, other, reason, differs.shared)
    return _otherwise(left, right, reason, differs.shared)


def _next_to(said: Sequence[PassageFeatures], at: int) -> list[str]:
    """Return the words before and after a passage, each with a space around it, as one text for each neighbour."""
    return [f" {' '.join(said[i].forms)} " for i in (at - 1, at + 1) if 0 <= i < len(said)]


def _not_next_door(said: PassageFeatures, different: Sequence[Span], neighbours: Sequence[str]) -> tuple[Span, ...]:
    """Return the differing runs of words except those that are in the passage before or after the other one: two desks
    put the full stop elsewhere, and neither lacks anything.
    """

    def next_door(span: Span) -> bool:
        forms = [word.form for word in said.words if span.start <= word.start < span.end]
        return len(forms) >= _NEXT_DOOR and any(f" {' '.join(forms)} " in text for text in neighbours)

    return tuple(span for span in different if not next_door(span))


def _otherwise(left: PassageFeatures, right: PassageFeatures, reason: str, words: int) -> AlignedRow:
    shared = common_words(left.words, right.words)
    one, other = replace(left.passage, shared=shared[0]), replace(right.passage, shared=shared[1])
    return AlignedRow("otherwise", one, other, reason, words)


def _again(left: PassageFeatures, right: PassageFeatures, *, left_again: bool) -> AlignedRow:
    """Return a passage that was left over, beside one that is in another row as well."""
    row = _otherwise(left, right, f"{_reason(left, right)}, also in another row", 0)
    if left_again:
        return replace(row, left=replace(row.left or left.passage, again=True))
    return replace(row, right=replace(row.right or right.passage, again=True))


def _is_near(differs: WordDiff, left: int, right: int) -> bool:
    shorter = max(1, min(left, right))
    share, of_both = differs.shared / shorter, 2 * differs.shared / max(1, left + right)
    if of_both < _OF_BOTH and differs.longest < _ONE_RUN * shorter:
        return False
    return share >= _ALL_BUT or (share >= _MOSTLY and differs.shared >= _HELD_TOGETHER * differs.runs)


def _reason(left: PassageFeatures, right: PassageFeatures) -> str:
    """Return why two passages go together: "4 of 11 rarer words shared, names too, the same figure"."""
    common = left.stems.keys() & right.stems.keys()
    plain = common - left.names - right.names
    fewer = min(len(said.stems.keys() - said.names) for said in (left, right))
    parts = [f"{len(plain)} of {fewer} rarer words shared"]
    if common - plain:
        parts.append("names too")
    figures = sum(1 for root in plain if root[0].isdigit())
    if figures:
        parts.append("the same figure" if figures == 1 else f"{figures} figures the same")
    if not left.quoted_runs.isdisjoint(right.quoted_runs):
        parts.append("the same quote")
    return ", ".join(parts)
