"""The vocabulary: what an article is made of. Every other module speaks it.

All values are frozen. Offsets named `start` and `end` count characters of the decoded source, from 0; lines count
from 1. What was inferred carries its reason in plain words and a confidence between 0 and 1.
"""

from __future__ import annotations

from bisect import bisect_right
from enum import StrEnum
from typing import Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import replace


class Role(StrEnum):
    """The purpose of a block. A role is either read or stripped."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    CREDIT = "credit"

    SHARE = "share"
    NEWSLETTER = "newsletter"
    RELATED = "related"
    COMMENT_WIDGET = "comment-widget"
    READER_COMMENT = "reader-comment"
    DIALOG = "dialog"
    PLAYER = "player"
    PROMO = "promo"
    LEGAL = "legal"
    NAVIGATION = "navigation"
    AI_NOTICE = "ai-notice"
    DUPLICATE = "duplicate"

    @property
    def stripped(self) -> bool:
        return self not in READ_ROLES


READ_ROLES = frozenset(
    {Role.HEADLINE, Role.DEK, Role.BYLINE, Role.DATELINE, Role.BODY, Role.SUBHEAD, Role.CAPTION, Role.CREDIT}
)


class Span(NamedTuple):
    """Characters `start` to `end`, the end not included."""

    start: int
    end: int


class Block(Struct, frozen=True):
    """A paragraph, heading, caption or widget: text that belongs together.

    `text` is fit for reading: white space collapsed, a hard-wrapped paragraph joined. `source[start:end]` is its
    source. `runs` map one to the other: each `(i, o)` says that from character `i` of the text on, the characters are
    those of the source from `o` on, up to the next run.
    """

    role: Role
    text: str
    start: int
    end: int
    lines: tuple[int, int]
    reason: str
    confidence: float
    runs: tuple[tuple[int, int], ...]

    @property
    def stripped(self) -> bool:
        return self.role.stripped

    def judged(self, role: Role, reason: str, confidence: float) -> Block:
        """Return this block in another role."""
        return replace(self, role=role, reason=reason, confidence=confidence)

    def to_source(self, i: int) -> int:
        """Return the offset in the source of character `i` of the text; `len(text)` gives `end`."""
        if i >= len(self.text):
            return self.end
        if len(self.runs) == 1:
            return self.runs[0][1] + i - self.runs[0][0]
        text_at, source_at = self.runs[bisect_right(self.runs, i, key=lambda run: run[0]) - 1]
        return source_at + i - text_at

    def from_source(self, offset: int) -> int:
        """Return the character of the text at `offset` of the source, or the nearest after it."""
        if offset >= self.end:
            return len(self.text)
        if len(self.runs) == 1:
            text_at, source_at = self.runs[0]
            return min(text_at + max(0, offset - source_at), len(self.text))
        run = max(0, bisect_right(self.runs, offset, key=lambda run: run[1]) - 1)
        text_at, source_at = self.runs[run]
        next_at = self.runs[run + 1][0] if run + 1 < len(self.runs) else len(self.text)
        return min(text_at + max(0, offset - source_at), next_at)


class Evidence(Struct, frozen=True):
    """Evidence for a value, chosen or not: its place, its words, and why it was chosen or was not.

    `taken` is true for what was chosen, `value` is the value it gives, `place` is “line 4”, “path” or “page metadata”,
    `words` a short excerpt.
    """

    taken: bool
    value: str
    place: str
    words: str
    reason: str


class Verdict(Struct, frozen=True):
    """A value that was inferred, and why. The evidence that was chosen is first in `evidence`."""

    value: str
    reason: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


class Published(Struct, frozen=True):
    """The date of publication: an ISO date, as long as its precision ("2013", "2013-05", "2013-05-08")."""

    value: str
    precision: Literal["day", "month", "year"]
    reason: str
    confidence: float
    evidence: tuple[Evidence, ...] = ()


Kind = Literal["person", "organisation", "place"]


class Actor(Struct, frozen=True):
    """A person, organisation or place that acts in an article. `kind` is None if it is not known.

    `mentions` are where the text names it; `by_office` where it names only the office of a person: “the mayor”.
    """

    key: str
    name: str
    kind: Kind | None
    role: str | None
    mentions: tuple[Span, ...]
    quotes: int = 0
    by_office: tuple[Span, ...] = ()


class Quote(Struct, frozen=True):
    """Words that somebody said, direct or indirect: `speaker` is the key of an actor, `cue` the verb.

    For words that several said together, `speakers` are the keys, and `speaker` is None.
    """

    speaker: str | None
    speaker_text: str | None
    cue: str | None
    text: str
    start: int
    end: int
    kind: Literal["direct", "mixed", "indirect"]
    confidence: float
    speakers: tuple[str, ...] = ()

    @property
    def said_by(self) -> tuple[str, ...]:
        """The key of each actor who said it."""
        return self.speakers or ((self.speaker,) if self.speaker else ())


class Article(Struct, frozen=True):
    """A scraped text with a role for every block of it, and what was inferred about the whole."""

    id: str
    paths: tuple[str, ...]
    headline: Verdict
    dek: Verdict | None
    byline: Verdict | None
    dateline: Verdict | None
    outlet: Verdict | None
    published: Published | None
    language: str | None
    blocks: tuple[Block, ...]
    actors: tuple[Actor, ...] = ()
    quotes: tuple[Quote, ...] = ()

    @property
    def outlet_name(self) -> str | None:
        """The name of the outlet, None if it is unknown."""
        return self.outlet.value if self.outlet else None

    def block_number_at(self, offset: int) -> int | None:
        """Return the index of the block that holds the character at `offset` of the source; None between blocks."""
        number = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return number if number >= 0 and offset < self.blocks[number].end else None

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds the character at `offset` of the source; None between blocks."""
        number = self.block_number_at(offset)
        return None if number is None else self.blocks[number]

    @property
    def read_blocks(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if not block.stripped)

    @property
    def stripped_blocks(self) -> tuple[Block, ...]:
        return tuple(block for block in self.blocks if block.stripped)

    @property
    def words(self) -> int:
        """Words of the body and its subheads."""
        return sum(len(b.text.split()) for b in self.blocks if b.role in (Role.BODY, Role.SUBHEAD))
