"""`wireside stories`: which articles of a corpus are on one event, and which of them are one text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from tui.cli.command_context import Invocation, shared_options
from tui.cli.io import emit, narrate, one_line
from tui.cli.json_lines import json_line
from tui.pages.wording import counted

if TYPE_CHECKING:
    from corpus.stories import Story

_NOTED = re.compile(r"\b(?:is|tag):", re.IGNORECASE)


@click.command()
@click.argument("words", metavar="[QUERY]", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one story a line, including stories of one article.")
@shared_options
@click.pass_context
def stories(context: click.Context, words: tuple[str, ...], as_json: bool) -> None:
    """List the stories of the corpus, or of what a QUERY finds.

    A story is two or more articles on one event, or one text in several outlets. Each is listed whole, the newest
    first. Put -- before a QUERY that begins with a dash.
    """
    from index import parse

    invocation = context.ensure_object(Invocation)
    query = parse(" ".join(words))
    archive, perspective = invocation.archive(), invocation.perspective(noted=bool(_NOTED.search(query.text)))
    results = archive.search(query, perspective)
    found = archive.stories(results, fewest=1 if as_json else 2)
    for number, story in enumerate(sorted(found, key=lambda story: (story.last or "", story.id), reverse=True)):
        emit(_json(story) if as_json else ("\n" if number else "") + _text(story))
    several = sum(len(story.articles) > 1 for story in found)
    of = f"{results.total:,} of " * bool(query.text.strip()) + counted(results.of, "article")
    narrate(f"{counted(several, 'story', 'stories')} of several articles, in {of}")
    if not found:
        context.exit(1)


def _json(story: Story) -> str:
    import msgspec

    return json_line(msgspec.to_builtins(story))


def _text(story: Story) -> str:
    dates = " – ".join(dict.fromkeys(filter(None, (story.first, story.last)))) or "no date"
    copies = sum(member.duplicate_of is not None for member in story.articles)
    same = f", {copies} of them the same text" if copies else ""
    size = f"{counted(len(story.articles), 'article')}{same}"
    lines = [story.name, f"  {dates} · {size} · {', '.join(story.outlets) or 'outlets unknown'}"]
    for member in story.articles:
        again = f"  (the text of {member.duplicate_of})" if member.duplicate_of else ""
        lines.append(f"  {member.id}  {member.published or 'no date'}  {member.outlet or 'outlet unknown'}{again}")
        lines.append(f"    {member.headline}")
    return "".join(f"{one_line(line)}\n" for line in lines)
