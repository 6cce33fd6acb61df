"""An article as text: to read, or with all that was stripped and inferred, and why.

Lines are as long as they are; a terminal wraps them, and a file keeps them whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corpus.article import Article, Block, Evidence, Published, Role, Verdict
from tui.cli.io import one_line
from tui.cli.json_lines import article_line
from tui.pages.wording import counted

INFERRED = ("headline", "dek", "byline", "dateline", "outlet", "published")
SEPARATOR = " · "


def printed(article: Article, why: bool, as_json: bool) -> str:
    """An article in the form that was asked for."""
    if as_json:
        return article_line(article)
    return in_full(article) if why else to_read(article)


def to_read(article: Article) -> str:
    """Headline, a line about the article, and what is there to read, in paragraphs."""
    return _paragraphs([_head(article), *(block.text for block in _below_head(article))])


def in_full(article: Article) -> str:
    """Every block in its place, with its role, confidence and reason; then what was inferred; then a count."""
    blocks = (f"{_judgement(block)}\n{_marked(block)}" for block in article.blocks)
    return _paragraphs([_head(article), *blocks, "\n".join(_inferred(article)), _count(article)])


def _paragraphs(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _head(article: Article) -> str:
    about = (article.outlet, article.published, article.byline, article.dateline)
    said = [one_line(value.value) for value in about if value]
    facts = SEPARATOR.join([*said, counted(article.words, "word"), article.id])
    return f"{one_line(article.headline.value)}\n{facts}"


def _below_head(article: Article) -> Iterator[Block]:
    for block in article.read_blocks:
        if block.role is not Role.HEADLINE or block.text != article.headline.value:
            yield block


def _judgement(block: Block) -> str:
    stripped = "stripped: " if block.stripped else ""
    first, last = block.lines
    place = f"line {first}" if first == last else f"lines {first}–{last}"
    return one_line(SEPARATOR.join([f"[{stripped}{block.role}", f"{block.confidence:.2f}", place, f"{block.reason}]"]))


def _marked(block: Block) -> str:
    return "\n".join(f"░ {line}" for line in block.text.splitlines()) if block.stripped else block.text


def _inferred(article: Article) -> Iterator[str]:
    for name in INFERRED:
        value: Verdict | Published | None = getattr(article, name)
        if value is None:
            yield f"{name}: not found"
        else:
            precision = f" ({value.precision})" if isinstance(value, Published) else ""
            sure = f"{value.confidence:.2f}"
            yield one_line(SEPARATOR.join([f"{name}: {value.value}{precision}", sure, value.reason]))
            yield from (f"  {one_line(_told(evidence))}" for evidence in value.evidence)
    yield f"language: {article.language or 'not found'}"


def _told(evidence: Evidence) -> str:
    mark, verb = ("●", "taken") if evidence.taken else ("·", "left")
    return f"{mark} {SEPARATOR.join([evidence.value, evidence.place, evidence.words, f'{verb}: {evidence.reason}'])}"


def _count(article: Article) -> str:
    stripped = article.stripped_blocks
    said = f"{len(stripped):,} of {counted(len(article.blocks), 'block')} stripped"
    kinds = ", ".join(f"{count} {role}" for role, count in Counter(block.role for block in stripped).most_common())
    return f"{said}: {kinds}" if kinds else said
