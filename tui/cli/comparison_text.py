"""A comparison as text: rows of passages, or a table for each lens; and the same as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from corpus.article import Article
from corpus.compare import (
    AlignedRow,
    ArticlePassage,
    Comparison,
    Coverage,
    CoverageCell,
    CoverageRow,
    FigureRow,
    Lenses,
    QuoteRow,
    TextReuse,
    WordUse,
)
from tui.cli.io import one_line
from tui.cli.json_lines import json_line
from tui.pages.wording import counted

_SIGNS = {"same": "=", "near": "≈", "otherwise": "~", "left": "◂", "right": "▸"}
_AGREEMENT = {"agree": "=", "rounded": "≈", "differ": "≠", "on other days": "↗", "alone": "·"}
_KINDS = {"claim": "Claims", "quote": "Quotes", "figure": "Figures"}

Compared = Comparison | Coverage


def in_json(articles: Sequence[Article], compared: Compared, lens: str | None) -> str:
    """Everything, or one lens, as a line of JSON; offsets are of the sources, spans of passages of their text."""
    lenses = compared.lenses
    values: dict[str, object] = {
        "passages": compared.rows,
        "quotes": lenses.quotes,
        "figures": lenses.figures,
        "actors": lenses.actors,
        "words": lenses.words,
        "copy": lenses.copied,
    }
    chosen = values if lens is None else {lens: values[lens]}
    return json_line({"articles": [_about(article) for article in articles], **msgspec.to_builtins(chosen)})


def _about(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "headline": article.headline.value,
        "outlet": article.outlet_name,
        "published": article.published.value if article.published else None,
    }


def in_words(articles: Sequence[Article], compared: Compared, lens: str | None) -> str:
    """The same to read."""
    return "".join(f"{one_line(line)}\n" for line in (*_heads(articles), *_body(compared, lens)))


def _heads(articles: Sequence[Article]) -> Iterator[str]:
    for number, article in enumerate(articles, 1):
        outlet = article.outlet_name or "outlet unknown"
        date = article.published.value if article.published else "no date"
        yield f"{number}  {outlet} · {date} · {article.headline.value} · {article.id}"


def _body(compared: Compared, lens: str | None) -> Iterator[str]:
    match lens:
        case "quotes":
            yield from _quotes(compared.lenses.quotes)
        case "figures":
            yield from _figures(compared.lenses.figures)
        case "actors":
            yield from _actors(compared.lenses)
        case "words":
            yield from _words(compared.lenses.words)
        case "copy":
            yield from _copy(compared.lenses.copied)
        case _ if isinstance(compared, Comparison):
            for row in compared.rows:
                yield from _row(row)
            yield f"{compared.shared_words:.0%} of the words are shared"
        case _:
            yield from _coverage(compared.rows, claims_only=lens is not None)


def _row(row: AlignedRow) -> Iterator[str]:
    yield ""
    sign = _SIGNS[row.kind]
    if row.kind == "same" and row.left:
        yield f"{sign} {row.left.text}"
    elif row.left and row.right:
        yield f"{sign} {_marked(row.left, '[-', '-]')}"
        yield f"  {_marked(row.right, '{+', '+}')}"
    elif passage := row.left or row.right:
        yield f"{sign} {passage.text}"
    if row.reason and row.reason != "the same words":
        yield f"  ({row.reason})"


def _marked(passage: ArticlePassage, before: str, after: str) -> str:
    text = passage.text
    for start, end in reversed(passage.different):
        text = f"{text[:start]}{before}{text[start:end]}{after}{text[end:]}"
    return text


def _quotes(rows: Iterable[QuoteRow]) -> Iterator[str]:
    for row in rows:
        yield ""
        for number, cell in enumerate(row.cells, 1):
            if cell is None:
                continue
            words = " … ".join(piece.text for piece in cell.pieces)
            told = f"“{words}”" if cell.form != "without marks" else words
            by = next((piece for piece in cell.pieces if piece.speaker), None)
            speaker = f" {by.speaker}, {by.cue}" if by and by.cue else f" {by.speaker}" if by else ""
            yield f"{number} {told} ({cell.form}){speaker}"
        if row.reason:
            yield f"  ({row.reason})"


def _figures(rows: Iterable[FigureRow]) -> Iterator[str]:
    for row in rows:
        given = [
            f"{number}: {', '.join(figure.text for figure in cell.figures)}" + (f" ({cell.date})" if cell.date else "")
            for number, cell in enumerate(row.cells, 1)
            if cell
        ]
        yield f"{_AGREEMENT[row.agreement]} {row.about}  {'  '.join(given)}"


def _actors(lenses: Lenses) -> Iterator[str]:
    for row in lenses.actors:
        yield row.name
        for number, cell in enumerate(row.cells, 1):
            if cell:
                role = f", {cell.role}" if cell.role else ""
                share = f", {cell.share:.0%} of the quoted words" if cell.words else ""
                yield f"  {number}  {cell.name}{role}: {counted(len(cell.mentions), 'mention')}{share}"


def _words(uses: Iterable[WordUse]) -> Iterator[str]:
    for use in uses:
        yield f"{use.article + 1}  {use.word}  {use.count} here, {use.others} elsewhere"


def _copy(copied: Iterable[TextReuse]) -> Iterator[str]:
    for number, one in enumerate(copied, 1):
        shared = ", ".join(f"{share:.0%} with {other + 1}" for other, share in one.shared_with)
        yield f"{number}  {one.share:.0%} common text" + (f": {shared}" if shared else "")
        for credit in one.credits:
            yield f"   credit: {credit.source} (“{credit.text}”)"


def _coverage(rows: Sequence[CoverageRow], *, claims_only: bool) -> Iterator[str]:
    kind = ""
    for row in rows:
        if claims_only and row.kind != "claim":
            continue
        if row.kind != kind:
            kind = row.kind
            yield _KINDS[kind]
        yield f"  {' '.join(map(_cell, row.cells))}  {row.told_by}  {row.label}"


def _cell(cell: CoverageCell | None) -> str:
    return "·" if cell is None else "●" if cell.extent == "whole" else "◐"
