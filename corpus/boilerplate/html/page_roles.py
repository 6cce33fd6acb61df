"""Give each block of a page a role: trafilatura finds the main text, tags and words decide the rest.

Text outside of the main text is not lost: it stays as a stripped block, with the role that its words or its place on
the page suggest, and the reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import compress

from corpus.article import Block, Role
from corpus.boilerplate.blocks import is_prose
from corpus.boilerplate.classifier.decisions import classify_page
from corpus.boilerplate.credits import name_credits
from corpus.boilerplate.html.element_path import HEADINGS
from corpus.boilerplate.html.main_text import letters_only
from corpus.boilerplate.html.outline import REGION_ROLES, PageOutline, is_outside, page_outline
from corpus.boilerplate.html.page_blocks import PageBlock
from corpus.boilerplate.html.rescue import CELL, MOSTLY_LINKS, STATED, is_paragraph
from corpus.boilerplate.line_kinds import is_byline, is_date_line
from corpus.boilerplate.repeats import mark_repeats
from corpus.readers.html_pages import parse_page
from corpus.source import ParsedPage, Source

Judgement = tuple[Role, str, float]
NameRole = Callable[[str], Judgement | None]

_LONGEST_LABEL = 240
_LONGEST_CAPTION = 480
_LONGEST_BYLINE = 100
_REFRAIN = 3
_SURE = 0.9
_LEFT_OUT = "not in the page's main text"


def judge_page(source: Source, name_role: NameRole) -> tuple[Block, ...]:
    """Return the blocks of a page in order, each with its role; `name_role` is what the phrase table says of a text."""
    return tuple(classify_page(judge_page_by_rules(source, name_role)))


def judge_page_by_rules(source: Source, name_role: NameRole) -> list[Block]:
    """Return the blocks of a page with roles by rules alone, before the classifier decides on those kept with
    doubts.
    """
    source = parse_page(source)
    known = source.brought.headline.value if source.brought.headline else None
    page = page_outline(source.text, source.page or ParsedPage(), known)
    blocks = [piece.block.judged(*_judge(page, i, known, name_role)) for i, piece in enumerate(page.pieces)]
    named = name_credits(blocks)
    return _with_refrains(page, named, mark_repeats(named))


def _with_refrains(page: PageOutline, named: Sequence[Block], judged: Sequence[Block]) -> list[Block]:
    """Without the verdict of “duplicate” on what an article may say again: a cell of a table, the question that an
    interviewer asks everybody."""
    asked = Counter(piece.block.text for piece in compress(page.pieces, page.kept) if piece.block.text[-1] in "?？")
    return [
        before if after.role is Role.DUPLICATE and (asked[after.text] >= _REFRAIN or before.reason == CELL) else after
        for before, after in zip(named, judged, strict=True)
    ]


def _judge(page: PageOutline, i: int, known: str | None, name_role: NameRole) -> Judgement:
    piece = page.pieces[i]
    if i == page.headline:
        return _headline(piece, known)
    above = i <= page.lead
    if page.kept[i]:
        return _of_main_text(piece, name_role, page.why, above=above)
    kind = name_role(piece.block.text)
    if kind is not None and kind[0].stripped:
        return kind
    if page.top < i < page.last and (not is_outside(piece) or (above and _teases(piece))):
        beside = _beside(piece, above=above)
        if beside is not None:
            return beside
    if (why := page.rescued.get(i)) is not None:
        return Role.BODY, why, 0.8 if why in (STATED, CELL) else 0.6
    return _left_out(piece, is_below=i > page.last)


def _headline(piece: PageBlock, known: str | None) -> Judgement:
    tag = next(iter(piece.place.regions & HEADINGS), None)
    heading = f"the page's heading, <{tag}>" if tag else "a line of the page's main text"
    if known is not None and letters_only(known) == letters_only(piece.block.text):
        return Role.HEADLINE, f"{heading}, and the title in its metadata", 0.97
    return Role.HEADLINE, heading, 0.9


def _of_main_text(piece: PageBlock, name_role: NameRole, why: str, *, above: bool) -> Judgement:
    """Return a piece that the main text has. Widgets among the paragraphs slip into it, so their words still count."""
    text, place = piece.block.text, piece.place
    if len(text) <= _LONGEST_LABEL:
        kind = name_role(text)
        if kind is not None and kind[2] >= _SURE:
            return kind
        if (label := _label(piece, above=above)) is not None:
            return label
    if tag := next(iter(place.regions & HEADINGS), None):
        return Role.SUBHEAD, f"a heading, <{tag}>", 0.9
    if "figcaption" in place.regions:
        return Role.CAPTION, "inside <figcaption>", 0.95
    return Role.BODY, why, 0.95 if is_prose(piece.block) else 0.8


def _beside(piece: PageBlock, *, above: bool) -> Judgement | None:
    """Return the role of text that belongs to an article and yet is outside of its main text: captions, bylines, the
    dek, a heading.
    """
    place = piece.place
    if "figcaption" in place.regions:
        return Role.CAPTION, "inside <figcaption>", 0.95
    if len(piece.block.text) <= _LONGEST_CAPTION and (label := _label(piece, above=above)) is not None:
        return label
    if above and len(piece.block.text) <= _LONGEST_CAPTION and is_paragraph(piece):
        return Role.DEK, "between the headline and the lead", 0.6
    if place.mark is not None:
        return None
    if not above and piece.linked < MOSTLY_LINKS / 2 and not place.regions.isdisjoint(HEADINGS):
        return Role.SUBHEAD, f"{_LEFT_OUT}, but it is a heading among its paragraphs", 0.6
    return None


def _teases(piece: PageBlock) -> bool:
    """Return whether a piece is called a teaser, as deks are in some houses."""
    return piece.place.mark is not None and piece.place.mark.word.startswith("teaser")


def _label(piece: PageBlock, *, above: bool) -> Judgement | None:
    """Captions, credits, bylines, dates and the dek, by their words or by what the page calls them."""
    text, mark = piece.block.text, piece.place.mark
    if is_byline(text):
        return Role.BYLINE, "“by” and a name", 0.9
    if is_date_line(text):
        return Role.DATELINE, "a line with the date", 0.85
    if mark is None or (mark.role is Role.BYLINE and len(text) > _LONGEST_BYLINE):
        return None
    if mark.role in (Role.CAPTION, Role.CREDIT, Role.BYLINE) or (mark.role is Role.DEK and above):
        return mark.role, f'inside "{mark.word}"', 0.85
    return None


def _left_out(piece: PageBlock, *, is_below: bool) -> Judgement:
    place = piece.place
    if place.hidden:
        return Role.DIALOG, f"{_LEFT_OUT}; hidden on the page", 0.8
    if place.mark is not None and place.mark.role.stripped:
        is_comment = place.mark.role is Role.COMMENT_WIDGET and is_prose(piece.block)
        role = Role.READER_COMMENT if is_comment else place.mark.role
        return role, f'{_LEFT_OUT}; inside "{place.mark.word}"', 0.8
    for region, role in REGION_ROLES.items():
        if region in place.regions:
            return role, f"{_LEFT_OUT}; inside <{region}>", 0.75
    if piece.linked >= MOSTLY_LINKS:
        return (Role.RELATED if is_below else Role.NAVIGATION), f"{_LEFT_OUT}; nothing but links", 0.7
    return (Role.PROMO if is_prose(piece.block) else Role.NAVIGATION), _LEFT_OUT, 0.5
