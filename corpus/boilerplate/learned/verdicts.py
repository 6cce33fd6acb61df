"""What the classifier decided, in words: the role that is nearest, and the traits that are there to be seen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from corpus.article import Block, Role
from corpus.boilerplate.blocks import count_words, is_closed, is_prose
from corpus.boilerplate.learned.tokens import Floats
from corpus.boilerplate.learned.word_kinds import WORD_KINDS, WordKind

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
_TELLING = 0.25
_NEIGHBOURS = 3
_SHORT = 8
_WORDS_ALONE = "its words are more like those of widgets than of articles"
_SUREST, _LEAST_SURE = 0.95, 0.5


def explained(blocks: Sequence[Block], chances: Floats, i: int, paragraphs: Sequence[int]) -> Block:
    """Block `i` stripped: the nearest role, what it looks like and why. `paragraphs` are where prose stands."""
    block = blocks[i]
    around = _around(blocks, i)
    role = _nearest_role(block, around)
    traits = _traits(blocks, chances, i, len(around))
    traits += _place(i, paragraphs)
    reason = f"looks like {_LIKE.get(role, 'a widget')}: {', '.join(traits or [_WORDS_ALONE])}"
    return block.judged(role, reason, _sure(float(chances[i])))


def taken_back(block: Block, chance: float) -> Block:
    """A block that a rule doubtfully stripped and the classifier keeps."""
    return block.judged(Role.BODY, f"kept: reads like the article, though {block.reason}", _sure(1 - chance))


def _sure(chance: float) -> float:
    return round(min(max(chance, _LEAST_SURE), _SUREST), 2)


def _around(blocks: Sequence[Block], i: int) -> list[Block]:
    return [*blocks[max(0, i - _NEIGHBOURS) : i], *blocks[i + 1 : i + 1 + _NEIGHBOURS]]


def _nearest_role(block: Block, around: Sequence[Block]) -> Role:
    """By its own words if they tell, else by the stripped blocks around it, else by what it looks like."""
    words = [word.strip(".,:;!?()[]\"'“”’") for word in block.text.lower().split()]
    kinds = Counter(WORD_KINDS.get(word, 0) for word in words)
    kind = max(_ROLE_OF, key=lambda kind: kinds[kind])
    if kinds[kind] >= _TELLING * len(words):
        return _ROLE_OF[kind]
    stripped = Counter(other.role for other in around if other.role in _LIKE)
    if is_prose(block):
        comments = stripped[Role.READER_COMMENT] or stripped[Role.COMMENT_WIDGET]
        return Role.READER_COMMENT if comments else Role.PROMO
    if stripped:
        role = stripped.most_common(1)[0][0]
        return Role.COMMENT_WIDGET if role is Role.READER_COMMENT else role
    return Role.RELATED if len(words) >= 4 else Role.NAVIGATION


def _traits(blocks: Sequence[Block], chances: Floats, i: int, around: int) -> list[str]:
    """What can be seen of the block, and of those around it, that speaks against it."""
    text = blocks[i].text
    words = text.split()
    traits = []
    if count_words(text) <= _SHORT:
        traits.append("short")
    if len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.6 * len(words):
        traits.append("capitalised")
    if not is_closed(text):
        traits.append("no sentence")
    likely = chances[max(0, i - _NEIGHBOURS) : i + 1 + _NEIGHBOURS].sum() - chances[i]
    if around and likely >= around / 2:
        traits.append("among other stripped lines")
    return traits


def _place(i: int, paragraphs: Sequence[int]) -> list[str]:
    """Where it stands, if that is not among the paragraphs."""
    if not paragraphs or i == paragraphs[0] == paragraphs[-1]:
        return ["no paragraph near"]
    if i >= paragraphs[-1]:
        return ["below the last paragraph" if i > paragraphs[-1] else "at the end"]
    return ["above the first paragraph"] if i < paragraphs[0] else []
