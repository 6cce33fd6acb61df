"""Articles, hits and reports as JSON, an object a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from tui.cli.io import encodable

if TYPE_CHECKING:
    from corpus.article import Article, Block
    from index import Hit, Results

BLOCK_FIELDS = ("role", "text", "start", "end", "lines", "reason", "confidence")


def json_line(values: Mapping[str, object]) -> str:
    """Return one object on one line, harmless in a terminal, with the mark that keeps it from being read as an article.

    Bytes of file names that are not text are left out.
    """
    import msgspec

    from corpus.readers.export_mark import MARK
    from corpus.safety import escape_json

    values = {MARK: True, **values}
    try:
        encoded = msgspec.json.encode(values)
    except UnicodeEncodeError:
        encoded = msgspec.json.encode(_encodable(values))
    return escape_json(encoded.decode()) + "\n"


def article_line(article: Article) -> str:
    """An article, whole."""
    values = {name: _without_evidence(getattr(article, name)) for name in article.__struct_fields__}
    return json_line({**values, "blocks": [_block(block) for block in article.blocks]})


def results_line(results: Results) -> str:
    """The first line of an answer: what was asked, how many were found, in which time."""
    return json_line({"query": results.query.text, "total": results.total, "ms": round(results.ms, 3)})


def hit_line(hit: Hit) -> str:
    """One of the articles that were found."""
    return json_line(
        {
            "id": hit.id,
            "score": round(hit.score, 4),
            "headline": hit.headline,
            "outlet": hit.outlet,
            "published": hit.published.value if hit.published else None,
            "path": hit.path,
            "snippet": hit.snippet.text,
        }
    )


def _without_evidence(value: object) -> object:
    """Return an inferred value with its reason and confidence, without the evidence that `--why` prints."""
    from corpus.article import Published, Verdict

    if not isinstance(value, Verdict | Published):
        return value
    return {name: getattr(value, name) for name in value.__struct_fields__ if name != "evidence"}


def _block(block: Block) -> dict[str, object]:
    return {name: getattr(block, name) for name in BLOCK_FIELDS}


def _encodable(value: object) -> object:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, Mapping):
        return {key: _encodable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(inner) for inner in value]
    return value
