"""`wireside search`: articles that a query finds."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

import click

from corpus.errors import UsageError
from corpus.safety import make_safe
from tui.cli.command_context import Invocation, shared_options
from tui.cli.io import emit, narrate, one_line
from tui.cli.json_lines import hit_line, json_line, results_line
from tui.pages.wording import counted

if TYPE_CHECKING:
    from index import Hidden, Hit, Notebook, Query, Results, Sort

SNIPPET_CHARACTERS = 240
_MOST_LEFT_OUT = 8  # parts of a query reported as left out, each on its line
_LONGEST_LEFT_OUT = 80  # characters
_NOTED = re.compile(r"\b(?:is|tag):", re.IGNORECASE)


@click.command()
@click.argument("words", metavar="QUERY", nargs=-1)
@click.option("-n", "count", type=click.IntRange(min=1), metavar="N", help="Print at most N hits.")
@click.option("--sort", type=click.Choice(["relevance", "date"]), default="relevance", help="Best or newest first.")
@click.option("--saved", metavar="NAME", help="Run the query saved under this name; QUERY narrows it.")
@click.option("--explain", is_flag=True, help="Print how the query is understood, instead of hits.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON: first the totals, then one hit a line.")
@shared_options
@click.pass_context
def search(
    context: click.Context,
    words: tuple[str, ...],
    count: int | None,
    sort: Sort,
    saved: str | None,
    explain: bool,
    as_json: bool,
) -> None:
    """Find articles.

    Prints outlet, date, headline and a snippet of each hit, with the id that `wireside show` takes. Put -- before a
    QUERY that begins with a dash.
    """
    invocation = context.ensure_object(Invocation)
    limit = count or invocation.config.search.limit
    if not words and saved is None:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    from index import Notebook, parse
    from tui.file_locations import notebook_file

    text = " ".join(words)
    notebook = Notebook(notebook_file(invocation.corpus)) if saved is not None or _NOTED.search(text) else None
    query = parse(f"{_saved(notebook, saved)} {text}" if notebook and saved is not None else text)
    if explain:
        emit(_explained_json(query) if as_json else _explained(query))
        return
    archive, perspective = invocation.archive(), invocation.perspective(noted=notebook is not None)
    results = archive.search(query, perspective, sort=sort)
    hits = archive.hits(results, 0, limit, perspective, width=SNIPPET_CHARACTERS)
    if as_json:
        emit(results_line(results) + "".join(map(hit_line, hits)))
    else:
        emit("\n".join(map(_text, hits)))
    _narrate(results, archive.hidden(query, perspective), len(hits))
    if not results.total:
        context.exit(1)


def _saved(notebook: Notebook, name: str) -> str:
    """The query of this name."""
    saved = notebook.saved()
    if name not in saved:
        known = ", ".join(saved) or "none so far: ^s in the reader saves one"
        raise UsageError(f"no query was saved as {name}", f"there is {known}")
    return saved[name]


def _explained(query: Query) -> str:
    """The query as it is read, and the tree of what is asked."""
    from index import explain_query

    lines = [f"read as  {query.read_as or 'all articles'}"]
    for part in query.left_out:
        lines.append(f"left out  {query.text[part.start : part.end]} ({part.reason})")
    if query.left_out:
        lines.append(f"better  {query.repaired}")
    tree = [f"  {line}" for line in explain_query(query.clause)]
    return "".join(f"{make_safe(line)}\n" for line in [*map(one_line, lines), "asks for", *tree])


def _explained_json(query: Query) -> str:
    from index import explain_query

    left_out = [{"text": query.text[part.start : part.end], "reason": part.reason} for part in query.left_out]
    record = {"query": query.text, "read_as": query.read_as, "left_out": left_out, "better": query.repaired}
    return json_line(record | {"asks_for": explain_query(query.clause)})


def _text(hit: Hit) -> str:
    published = hit.published.value if hit.published else "no date"
    lines = (f"{hit.id}  {published}  {hit.outlet or 'outlet unknown'}", f"  {hit.headline}", f"  {hit.snippet.text}")
    return "".join(f"{one_line(line)}\n" for line in lines if line.strip())


def _narrate(results: Results, hidden: Hidden, shown: int) -> None:
    left_out = results.query.left_out
    for part in left_out[:_MOST_LEFT_OUT]:
        said = textwrap.shorten(results.query.text[part.start : part.end], _LONGEST_LEFT_OUT, placeholder="…")
        narrate(f"left out of the query: {said or '…'} ({part.reason})")
    if (more := len(left_out) - _MOST_LEFT_OUT) > 0:
        narrate(f"left out of the query: {counted(more, 'other part')}")
    kept_out = f", {hidden.articles:,} hidden by {hidden.filters}" if hidden.articles else ""
    said = f"{results.total:,} of {counted(results.of, 'article')} in {results.ms:.1f} ms{kept_out}"
    narrate(said + (f", the first {shown:,} printed, more with -n" if shown < results.total else ""))
