"""The passes that give every block of a source a role, a reason in plain words and a confidence.

They are small and pure. The first ones look at a block alone, the later ones at those around it, and each may only
change what an earlier one left open. A block that no pass recognises is body: text is never lost for want of a rule.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.article import Block, Role
from corpus.boilerplate.biographies import mark_biographies
from corpus.boilerplate.blocks import text_blocks
from corpus.boilerplate.classifier.decisions import classify_text
from corpus.boilerplate.credits import name_credits
from corpus.boilerplate.end_matter import mark_reader_comments, strip_lists, strip_strays
from corpus.boilerplate.front_matter import name_front_matter
from corpus.boilerplate.fused_lines import cut_fused
from corpus.boilerplate.phrase_families import PhraseTable, phrase_table
from corpus.boilerplate.repeats import mark_repeats
from corpus.boilerplate.sections import close_sections
from corpus.boilerplate.subheads import name_subheads
from corpus.boilerplate.widget_rows import verdict_on_row
from corpus.settings import BoilerplateSettings
from corpus.source import Source


def strip(source: Source, settings: BoilerplateSettings) -> tuple[Block, ...]:
    """Return the blocks of `source` in order, each with its role; every line that is not blank is in one.

    Raises UsageError where `settings` holds a role or a pattern that is none.
    """
    return strip_all([source], settings)[0]


def strip_all(sources: Sequence[Source], settings: BoilerplateSettings) -> list[tuple[Block, ...]]:
    """Return the blocks of each of some sources; of plain texts, a dozen at a time is quicker than one by one."""
    phrases = phrase_table(settings)
    texts = [judge_by_rules(source.text, phrases, _headline_of(source)) for source in sources if source.form == "text"]
    of_texts = iter(classify_text(texts))
    return [next(of_texts) if source.form == "text" else _of_page(source, phrases) for source in sources]


def _headline_of(source: Source) -> str | None:
    return source.brought.headline.value if source.brought.headline else None


def _of_page(source: Source, phrases: PhraseTable) -> tuple[Block, ...]:
    # Reading plain text does not pay for the modules of pages.
    from corpus.boilerplate.html.page_roles import judge_page

    return judge_page(source, phrases.verdict)


def judge_by_rules(text: str, phrases: PhraseTable, known_headline: str | None = None) -> tuple[Block, ...]:
    """Return the blocks of a plain text, before the classifier decides what the rules leave open. `known_headline` is
    what the file says of itself.
    """
    pieces = [piece for block in text_blocks(text) for piece in cut_fused(text, block, phrases)]
    blocks = [_by_phrase(block, phrases) for block in name_credits(pieces)]
    blocks = name_front_matter(blocks, known_headline)
    blocks = close_sections(blocks)
    blocks = name_subheads(blocks)
    blocks = mark_repeats(blocks)
    blocks = mark_biographies(blocks)
    blocks = strip_lists(blocks)
    blocks = strip_strays(blocks)
    return tuple(mark_reader_comments(blocks))


def _by_phrase(block: Block, phrases: PhraseTable) -> Block:
    if block.role is not Role.BODY:
        return block
    verdict = phrases.verdict(block.text) or verdict_on_row(block.text, phrases)
    return block.judged(*verdict) if verdict else block
