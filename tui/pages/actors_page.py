"""The page of the actors of an article: name, role, mentions, quotes, and where along the article each is named."""

from __future__ import annotations

from corpus.article import Actor
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import BLANK, Line, Piece, justify
from tui.pages.readable_text import COLOURED, ShownArticle

_MAP_FROM = 60  # cells: from this width on the map is beside the name
_MAP_BELOW_FROM = 34  # cells: from this width on the map has a row of its own
_MANY = 8  # quotes drawn as one glyph each; more are written as a number


class ActorsPage:
    """Two or three rows an actor, and a blank one. A line's target is the number of its actor, from 0.

    Those whose keys are not `listed`, in the actor dictionary, have a mark, unless nothing is.
    """

    def __init__(
        self,
        shown: ShownArticle | None,
        width: int,
        *,
        cursor: int = 0,
        listed: frozenset[str] = frozenset(),
        glyphs: Glyphs = UNICODE,
    ) -> None:
        self.shown = shown
        self.width = width
        self.cursor = cursor
        self.glyphs = glyphs
        self.actors: tuple[Actor, ...] = shown.article.actors if shown is not None else ()
        self.listed = listed
        self.rows = 2 if width >= _MAP_FROM else 4 if width >= _MAP_BELOW_FROM else 3

    @property
    def height(self) -> int:
        return max(0, len(self.actors) * self.rows)

    def line(self, y: int) -> Line:
        i, row = divmod(y, self.rows)
        if row == self.rows - 1 and self.rows > 2:
            return BLANK
        here = i == self.cursor
        margin = Piece(self.glyphs.cursor, "cursor") if here else Piece(" ")
        pieces = self._name(i) if row == 0 else self._detail(i) if row == 1 else self._map_below(i)
        return Line((margin, *pieces), ground="surface" if here else "", target=i)

    def _name(self, i: int) -> tuple[Piece, ...]:
        actor = self.actors[i]
        style = actor_style(i)
        number = f"{i + 1} " if i < COLOURED else "  "
        glyph = self.glyphs.kind(actor.kind)
        new = self.glyphs.unlisted if self.listed and actor.key not in self.listed else ""
        left = (
            Piece(f"{number}{glyph} " if glyph != " " else number, "muted"),
            Piece(actor.name, f"{style} bold"),
            Piece(new, "muted"),
        )
        along = self._map(i, 30) if self.width >= _MAP_FROM else ()
        count = f"{len(actor.mentions):,}"
        return justify(left, (*along, Piece(f"{count:>6}" if along else count, "text")), self.width - 2)

    def _detail(self, i: int) -> tuple[Piece, ...]:
        actor = self.actors[i]
        quotes = self._quotes(actor, actor_style(i))
        indent = "    " if self.rows == 4 else "  "
        if self.rows == 4:
            said = (Piece("says ", "muted"), *quotes, Piece(f" {actor.quotes}", "muted")) if quotes else ()
            return justify((Piece(indent + (actor.role or ""), "muted"),), said, self.width - 2)
        if actor.role or self.width >= _MAP_FROM:
            return justify((Piece(indent + (actor.role or ""), "muted"),), quotes, self.width - 2)
        room = self.width - 2 - len(indent) - sum(len(piece.text) + 1 for piece in quotes)
        return justify((Piece(indent), *self._map(i, room)), quotes, self.width - 2)

    def _map_below(self, i: int) -> tuple[Piece, ...]:
        return (Piece("    "), *self._map(i, self.width - 7))

    def _quotes(self, actor: Actor, style: str) -> tuple[Piece, ...]:
        if not actor.quotes:
            return ()
        many = f"{self.glyphs.quote}{_MANY}+" if actor.quotes > _MANY else self.glyphs.quote * actor.quotes
        return (Piece(many, style),)

    def _map(self, i: int, cells: int) -> tuple[Piece, ...]:
        """The article from its beginning to its end in some cells, with a bar where the actor is named."""
        length = max(1, len(self.shown.raw)) if self.shown else 1
        cells = max(1, cells)
        named = {min(cells - 1, mention.start * cells // length) for mention in self.actors[i].mentions}
        style = actor_style(i)
        bar, dot = Piece(self.glyphs.mention, style), Piece(self.glyphs.dot, "rule")
        return tuple(bar if cell in named else dot for cell in range(cells))


def actor_style(i: int) -> str:
    """The first six actors have a colour of their own."""
    return f"actor-{i + 1}" if i < COLOURED else "text"
