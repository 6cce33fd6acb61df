"""The outline of a page: the pieces of its main text, its headline, its beginning and end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import compress

from msgspec import Struct
from msgspec.structs import replace

from corpus.article import Role
from corpus.boilerplate.blocks import is_prose
from corpus.boilerplate.html.element_path import HEADINGS
from corpus.boilerplate.html.main_text import letters_only, matching_pieces
from corpus.boilerplate.html.page_blocks import PageBlock, split_page
from corpus.boilerplate.html.rescue import MOSTLY_LINKS, rescue_pieces
from corpus.readers.formats import is_page
from corpus.readers.page_budget import over_budget
from corpus.source import ParsedPage

REGION_ROLES = {
    "nav": Role.NAVIGATION,
    "dialog": Role.DIALOG,
    "form": Role.DIALOG,
    "select": Role.DIALOG,
    "textarea": Role.DIALOG,
    "button": Role.NAVIGATION,
    "aside": Role.RELATED,
    "footer": Role.NAVIGATION,
    "header": Role.NAVIGATION,
}
_OUTSIDE = frozenset(REGION_ROLES) - {"header"}
_SHORTEST_HEADLINE = 8
_MUCH, _MOST = 0.2, 0.5


class PageOutline(Struct, frozen=True):
    """The pieces of a page, which of them are its main text, and how that is known.

    `first` and `last` are the first and the last piece of the main text, `lead` its first paragraph; without a main
    text they are past the last piece. `at_home` are the pieces in the same place as most of its paragraphs, if that is
    a place for articles.
    """

    pieces: tuple[PageBlock, ...]
    kept: tuple[bool, ...]
    why: str
    headline: int | None
    first: int
    last: int
    lead: int
    rescued: dict[int, str]

    @property
    def top(self) -> int:
        """The headline, or where the main text begins if that is above it."""
        return self.first if self.headline is None else min(self.headline, self.first)


def page_outline(text: str, parsed: ParsedPage, known_headline: str | None) -> PageOutline:
    """Return the outline of a page; `known_headline` is the one that its metadata states."""
    pieces = tuple(split_page(text))
    pieces = _without_wrappers(pieces, [True] * len(pieces), _MOST)
    kept, why = _main_pieces(text, parsed.main, pieces)
    pieces = _without_wrappers(pieces, kept, _MUCH)
    stated = matching_pieces(pieces, parsed.stated)
    at = list(compress(range(len(pieces)), kept))
    first, last = (at[0], at[-1]) if at else (len(pieces), len(pieces))
    lead = next((i for i in at if is_prose(pieces[i].block)), len(pieces))
    headline = _headline(pieces, kept, lead, known_headline)
    return PageOutline(pieces, kept, why, headline, first, last, lead, rescue_pieces(pieces, kept, stated, is_outside))


def is_outside(piece: PageBlock) -> bool:
    """Return whether the page itself says that a piece is not of the article."""
    place = piece.place
    said = place.mark is not None and place.mark.role.stripped
    return said or place.hidden or not place.regions.isdisjoint(_OUTSIDE)


def _main_pieces(text: str, main: Sequence[str], pieces: Sequence[PageBlock]) -> tuple[tuple[bool, ...], str]:
    """Return which pieces are the main text, and how that is known."""
    if not is_page(text):
        return tuple(not is_outside(piece) for piece in pieces), "text of part of a page"
    if excess := over_budget(text):
        return tuple(_by_tags(pieces)), f"judged by its tags: the page has {excess}, too much to look for its main text"
    found = matching_pieces(pieces, main)
    if any(found):
        return tuple(found), "in the page's main text"
    return tuple(_by_tags(pieces)), "judged by its tags: the page's main text was not found"


def _by_tags(pieces: Sequence[PageBlock]) -> list[bool]:
    """Return which pieces look like the article by tags alone: those in the narrowest element for it."""
    inside = [not is_outside(piece) and (piece.linked < MOSTLY_LINKS or is_prose(piece.block)) for piece in pieces]
    for region in ("article", "main"):
        of_region = [keeps and region in piece.place.regions for keeps, piece in zip(inside, pieces, strict=True)]
        if any(is_prose(piece.block) for piece in compress(pieces, of_region)):
            return of_region
    prose = [i for i, keeps in enumerate(inside) if keeps and is_prose(pieces[i].block)]
    if not prose:
        return inside
    return [keeps and prose[0] <= i <= prose[-1] for i, keeps in enumerate(inside)]


def _without_wrappers(pieces: Sequence[PageBlock], kept: Sequence[bool], share: float) -> tuple[PageBlock, ...]:
    """Return the pieces without hints of elements around that share of the kept paragraphs, which say nothing about
    them.
    """
    told = Counter(piece.place.mark for piece in compress(pieces, kept) if is_prose(piece.block))
    empty = {mark for mark, count in told.items() if mark is not None and count >= share * told.total()}
    if not empty:
        return tuple(pieces)
    return tuple(
        piece._replace(place=replace(piece.place, mark=None)) if piece.place.mark in empty else piece
        for piece in pieces
    )


def _headline(pieces: Sequence[PageBlock], kept: Sequence[bool], lead: int, known: str | None) -> int | None:
    """Return which piece is the headline: the one that the metadata states, as a heading if there is such a one, else
    the last main heading above the lead.
    """
    key = letters_only(known or "")
    same = [
        i for i, piece in enumerate(pieces) if key and letters_only(piece.block.text) == key and not piece.place.hidden
    ]
    headed = [i for i in same if not pieces[i].place.regions.isdisjoint(HEADINGS)]
    main = [i for i in headed if "h1" in pieces[i].place.regions]
    for likely in (main, [i for i in headed if i <= lead], [i for i in same if kept[i]]):
        if likely:
            return min(likely, key=lambda i: abs(lead - i))
    above = (
        i
        for i in range(min(lead, len(pieces)) - 1, -1, -1)
        if "h1" in pieces[i].place.regions
        and len(pieces[i].block.text) >= _SHORTEST_HEADLINE
        and not is_outside(pieces[i])
    )
    return next(above, None)
