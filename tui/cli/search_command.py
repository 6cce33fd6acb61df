"""`wireside search`: articles that a query finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.invocation import Invocation, shared_options
from tui.cli.json_lines import hit_line, results_line
from tui.cli.streams import emit, narrate, one_line

if TYPE_CHECKING:
    from index.archive import Hit, Results, Sort

SNIPPET_CELLS = 240


@click.command()
@click.argument("words", metavar="QUERY", nargs=-1, required=True)
@click.option("-n", "count", type=click.IntRange(min=1), metavar="N", help="Print at most N hits.")
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance", help="Best first, or newest.")
@click.option("--json", "as_json", is_flag=True, help="Print lines of JSON: first the totals, then a line a hit.")
@shared_options
@click.pass_context
def search(context: click.Context, words: tuple[str, ...], count: int | None, sort: Sort, as_json: bool) -> None:
    """Find articles.

    Prints the outlet, date, headline and a snippet of each hit, with the id that `wireside show` takes. Put -- before
    a QUERY that begins with a dash.
    """
    invocation = context.ensure_object(Invocation)
    limit = count or invocation.config.search.limit
    archive = invocation.archive()
    from index.query import parse

    results = archive.search(parse(" ".join(words)), sort=sort)
    hits = archive.hits(results, 0, limit, width=SNIPPET_CELLS)
    if as_json:
        emit(results_line(results))
    for number, hit in enumerate(hits):
        emit(hit_line(hit) if as_json else ("\n" if number else "") + _text(hit))
    _narrate(results, len(hits))
    if not results.total:
        context.exit(1)


def _text(hit: Hit) -> str:
    published = hit.published.value if hit.published else "no date"
    lines = (f"{hit.id}  {published}  {hit.outlet or 'outlet unknown'}", f"  {hit.headline}", f"  {hit.snippet.text}")
    return "".join(f"{one_line(line)}\n" for line in lines if line.strip())


def _narrate(results: Results, shown: int) -> None:
    for left_out in results.query.left_out:
        narrate(f"left out of the query: {results.query.text[left_out.start : left_out.end]} ({left_out.reason})")
    said = f"{results.total:,} of {results.of:,} articles in {results.ms:.1f} ms"
    narrate(said + (f", the first {shown:,} printed, more with -n" if shown < results.total else ""))
