"""Explain the classifier's decisions: the nearest role, and the traits of the block that a reader can see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from corpus.article import Block, Role
from corpus.boilerplate.blocks import count_words, ends_sentence, is_prose
from corpus.boilerplate.classifier.block_tokens import Floats
from corpus.boilerplate.classifier.traits import Trait
from corpus.boilerplate.classifier.word_kinds import WORD_KINDS, WordKind

_ROLE_OF = {
    WordKind.SHARE: Role.SHARE,
    WordKind.NEWSLETTER: Role.NEWSLETTER,
    WordKind.RELATED: Role.RELATED,
    WordKind.COMMENT: Role.COMMENT_WIDGET,
    WordKind.ADVERT: Role.PROMO,
    WordKind.LEGAL: Role.LEGAL,
    WordKind.NAVIGATION: Role.NAVIGATION,
    WordKind.DIALOG: Role.DIALOG,
    WordKind.BYLINE: Role.PROMO,
}
_LIKE = {
    Role.SHARE: "a share button",
    Role.NEWSLETTER: "an invitation to subscribe",
    Role.RELATED: "a link to another article",
    Role.COMMENT_WIDGET: "words of a comment box",
    Role.READER_COMMENT: "a reader's comment",
    Role.PROMO: "the outlet's own notice",
    Role.LEGAL: "a legal notice",
    Role.NAVIGATION: "navigation",
    Role.DIALOG: "words of a dialog of the web site",
}
_CALLED = {
    WordKind.SHARE: "share",
    WordKind.NEWSLETTER: "sign-up",
    WordKind.RELATED: "read-more",
    WordKind.COMMENT: "comment",
    WordKind.ADVERT: "advertising",
    WordKind.LEGAL: "legal",
    WordKind.NAVIGATION: "menu",
    WordKind.DIALOG: "dialog",
    WordKind.BYLINE: "byline",
    WordKind.CREDIT: "picture credit",
    WordKind.DATE: "date",
}
Weighed = Callable[[int], Mapping[Trait, float]]
"""What tells of a block, by its number, how much each trait speaks for boilerplate."""

_TELLING = 0.25
_MOST_TRAITS, _LIKELY, _ALIKE = 3, 0.6, 3
_NEIGHBOURS = 3
_SHORT = 8
_WORDS_ALONE = "its words are more like those of widgets than of articles"
_SUREST, _LEAST_SURE = 0.95, 0.5


def explain_stripped(
    blocks: Sequence[Block], chances: Floats, i: int, paragraphs: Sequence[int], weighed: Weighed | None
) -> Block:
    """Return block `i` stripped: with the nearest role, what it looks like, and which visible trait weighed most.
    `paragraphs` flags prose.
    """
    block = blocks[i]
    role = _nearest_role(block, _around(blocks, i))
    seen = {
        Trait.LENGTH: _length(block.text),
        Trait.SENTENCE: "" if ends_sentence(block.text) else "no sentence",
        Trait.CAPITALS: "capitalised" if _is_capitalised(block.text) else "",
        Trait.WORDS: _words(block.text),
        Trait.PLACE: _place(i, paragraphs),
        Trait.NEIGHBOURS: _neighbours(blocks, chances, i),
        Trait.REPEATED: _repeated(blocks, i),
    }
    if weighed is not None:
        weights = weighed(i)
        order = sorted(seen, key=lambda trait: -weights.get(trait, 0.0))
        told = [seen[trait] for trait in order if seen[trait] and weights.get(trait, 0.0) > 0][:_MOST_TRAITS]
    else:
        told = [words for words in seen.values() if words][:_MOST_TRAITS]
    reason = f"looks like {_LIKE.get(role, 'a widget')}: {', '.join(told or [_WORDS_ALONE])}"
    return block.judged(role, reason, _sure(float(chances[i])))


def explain_kept(block: Block, chance: float) -> Block:
    """Return a block that a rule doubtfully stripped and the classifier keeps."""
    return block.judged(Role.BODY, f"kept: reads like the article, though {block.reason}", _sure(1 - chance))


def _sure(chance: float) -> float:
    return round(min(max(chance, _LEAST_SURE), _SUREST), 2)


def _around(blocks: Sequence[Block], i: int) -> list[Block]:
    return [*blocks[max(0, i - _NEIGHBOURS) : i], *blocks[i + 1 : i + 1 + _NEIGHBOURS]]


def _nearest_role(block: Block, around: Sequence[Block]) -> Role:
    """Return the role by its own words if they decide, else by the stripped blocks around it, else by what it looks
    like.
    """
    kinds = _kinds_of(block.text)
    words = kinds.total()
    kind = max(_ROLE_OF, key=lambda kind: kinds[kind])
    if kinds[kind] >= _TELLING * words:
        return _ROLE_OF[kind]
    stripped = Counter(other.role for other in around if other.role in _LIKE)
    if is_prose(block):
        comments = stripped[Role.READER_COMMENT] or stripped[Role.COMMENT_WIDGET]
        return Role.READER_COMMENT if comments else Role.PROMO
    if stripped:
        role = stripped.most_common(1)[0][0]
        return Role.COMMENT_WIDGET if role is Role.READER_COMMENT else role
    if kinds[WordKind.BYLINE] or kinds[WordKind.DATE]:
        return Role.PROMO
    return Role.RELATED if words >= 4 else Role.NAVIGATION


def _length(text: str) -> str:
    words = count_words(text)
    return "short line" if words <= _SHORT else ""


def _is_capitalised(text: str) -> bool:
    words = text.split()
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _words(text: str) -> str:
    """Return the kind of widget whose words are most frequent in a text."""
    kinds = _kinds_of(text)
    kind = max(_CALLED, key=lambda kind: kinds[kind])
    return f"{_CALLED[kind]} words" if kinds[kind] else ""


def _kinds_of(text: str) -> Counter[int]:
    return Counter(WORD_KINDS.get(word.strip(".,:;!?()[]\"'“”’"), 0) for word in text.lower().split())


def _neighbours(blocks: Sequence[Block], chances: Floats, i: int) -> str:
    """Return which of the lines right above and below are stripped, or look like it."""
    near = [k for k in (i - 2, i - 1, i + 1, i + 2) if 0 <= k < len(blocks)]
    count = sum(blocks[k].stripped or chances[k] >= _LIKELY for k in near)
    if not count:
        return ""
    return f"next to {('one', 'two', 'three', 'four')[count - 1]} such line{'s' if count > 1 else ''}"


def _repeated(blocks: Sequence[Block], i: int) -> str:
    text = blocks[i].text
    if any(k != i and block.text == text for k, block in enumerate(blocks)):
        return "appears more than once"
    first = text.split(" ", 1)[0]
    alike = sum(block.text.startswith(first) for block in blocks) - 1
    return f"begins like {alike} other lines" if alike >= _ALIKE else ""


def _place(i: int, paragraphs: Sequence[int]) -> str:
    """Return the position of the block, if that is not among the paragraphs."""
    if not paragraphs or i == paragraphs[0] == paragraphs[-1]:
        return "no paragraph near"
    if i >= paragraphs[-1]:
        return "below the last paragraph" if i > paragraphs[-1] else "at the end"
    return "above the first paragraph" if i < paragraphs[0] else ""
