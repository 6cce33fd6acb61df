"""`wireside stories`: which articles of a corpus are on one event, and which of them are one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.invocation import Invocation, shared_options
from tui.cli.json_lines import json_line
from tui.cli.streams import emit, narrate, narrating_to_terminal, one_line

if TYPE_CHECKING:
    from corpus.stories import Features, Stories, Story
    from index.archive import Archive

BATCH = 200


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print lines of JSON, a story a line, those of one article too.")
@shared_options
@click.pass_context
def stories(context: click.Context, as_json: bool) -> None:
    """List the stories of the corpus.

    A story is two articles or more on one event, or one text in several outlets, the newest story first. Says how far
    it is on standard error.
    """
    archive = context.ensure_object(Invocation).archive()
    found = sorted(_found(archive), key=lambda story: (story.last or "", story.id), reverse=True)
    told = [story for story in found if as_json or len(story.articles) > 1]
    for number, story in enumerate(told):
        emit(_json(story) if as_json else ("\n" if number else "") + _text(story))
    several = sum(len(story.articles) > 1 for story in found)
    narrate(f"{several:,} {'story' if several == 1 else 'stories'} of several articles, in {archive.count:,} articles")
    if not told:
        context.exit(1)


def _found(archive: Archive) -> Stories:
    from corpus.stories import features, stories_of
    from index.query import parse

    results = archive.search(parse(""))
    made: list[Features] = []
    for start in range(0, results.total, BATCH):
        made += map(features, archive.articles(results, start, BATCH))
        if narrating_to_terminal() or start % (25 * BATCH) == 0 < start:
            narrate(f"{len(made):,} of {results.total:,} articles read")
    return stories_of(made)


def _json(story: Story) -> str:
    import msgspec

    return json_line(msgspec.to_builtins(story))


def _text(story: Story) -> str:
    dates = " – ".join(dict.fromkeys(filter(None, (story.first, story.last)))) or "no date"
    copies = sum(member.duplicate_of is not None for member in story.articles)
    same = f", {copies} of them the same text" if copies else ""
    lines = [
        story.name,
        f"  {dates} · {len(story.articles)} articles{same} · {', '.join(story.outlets) or 'outlets unknown'}",
    ]
    for member in story.articles:
        again = f"  (the text of {member.duplicate_of})" if member.duplicate_of else ""
        lines.append(f"  {member.id}  {member.published or 'no date'}  {member.outlet or 'outlet unknown'}{again}")
        lines.append(f"    {member.headline}")
    return "".join(f"{one_line(line)}\n" for line in lines)
