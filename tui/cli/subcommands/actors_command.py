"""`wireside actors`: who acts in an article or in all, and the actor dictionary, put in and taken out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from corpus.errors import UsageError
from tui.cli.command_context import Invocation, a_path, shared_options
from tui.cli.io import emit, narrate, one_line
from tui.cli.json_lines import json_line
from tui.pages.wording import counted

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from corpus.article import Actor
    from index import ActorNames, Archive, KnownActor, Perspective

_MOST_NAMES = 8  # names of an actor on its line
_SEPARATOR = " · "
_HINT = "`wireside actors import FILE`, `wireside actors export`, or the id of an article"


def _said_next(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    if context.params.get(parameter.name or ""):
        return a_path(context, parameter, incomplete)
    return [CompletionItem(word) for word in ("import", "export") if word.startswith(incomplete)]


@click.command(short_help="List the actors of an article or of all; import or export a dictionary.")
@click.argument("what", metavar="[ARTICLE | import FILE | export]", nargs=-1, shell_complete=_said_next)
@click.option("--json", "as_json", is_flag=True, help="Print JSON, one actor a line.")
@click.option("--csv", "as_csv", is_flag=True, help="Export as CSV instead of YAML.")
@shared_options
@click.pass_context
def actors(context: click.Context, what: tuple[str, ...], as_json: bool, as_csv: bool) -> None:
    """List the actors of ARTICLE by weight, or those of all articles by number of articles.

    `import FILE` adds a dictionary to yours, CAMEO style (NAME_ [CODE date], +alias) or CSV (kind, name, also, role,
    from, to); `export` prints the whole dictionary. It is used when articles are indexed.
    """
    invocation = context.ensure_object(Invocation)
    if as_csv and what != ("export",):
        raise UsageError("--csv without export", "write `wireside actors export --csv`, or --json for other actors")
    if as_json and what[:1] in (("import",), ("export",)):
        raise UsageError(f"--json with {what[0]}", "give it for the actors of articles; a dictionary is YAML or CSV")
    if what[:1] == ("import",):
        if len(what) != 2:
            raise UsageError("actors import takes one file", _HINT)
        _import(what[1])
        return
    if what == ("export",):
        _export(as_csv)
        return
    if len(what) > 1:
        raise UsageError(f"actors doesn't take {' '.join(what)}", _HINT)
    archive, perspective = invocation.archive(), invocation.perspective()
    printed = (
        _print_article(archive, perspective, what[0], as_json) if what else _print_all(archive, perspective, as_json)
    )
    if not printed:
        context.exit(1)


def _print_article(archive: Archive, perspective: Perspective, name: str, as_json: bool) -> int:
    found = archive.article(name, perspective).actors
    for actor in found:
        emit(_json(actor) if as_json else _line(actor))
    narrate(counted(len(found), "actor"))
    return len(found)


def _print_all(archive: Archive, perspective: Perspective, as_json: bool) -> int:
    """The actors of a corpus, names that mean one joined, those in most articles first."""
    from index import parse

    actors = archive.actors(perspective)
    articles, mentions = archive.often_named(archive.search(parse(""), perspective), perspective)
    for number in sorted(range(len(actors)), key=lambda number: (-articles[number], -mentions[number])):
        one, in_articles, times = actors[number], articles[number], mentions[number]
        if as_json:
            row = {"key": one.key, "name": one.name, "kind": one.kind, "articles": in_articles, "mentions": times}
            emit(json_line({**row, "found": dict(zip(one.found, one.why, strict=True)), "names": _names(actors, one)}))
        else:
            others = ", ".join([name for name in _names(actors, one) if name != one.name][:_MOST_NAMES])
            counts = counted(in_articles, "article"), counted(times, "mention")
            emit(one_line(_SEPARATOR.join(filter(None, [one.name, one.kind or "", *counts, others]))) + "\n")
    narrate(counted(len(actors), "actor"))
    return len(actors)


def _names(actors: ActorNames, one: KnownActor) -> dict[str, int]:
    """The names that an actor was found under, each with the number of articles, the most frequent first."""
    names: Counter[str] = Counter()
    for found in map(actors.found, one.found):
        names.update(dict(zip(found.names, found.counts, strict=True)))
    return dict(names.most_common())


def _json(actor: Actor) -> str:
    return json_line({name: getattr(actor, name) for name in actor.__struct_fields__})


def _line(actor: Actor) -> str:
    quotes = counted(actor.quotes, "quote") if actor.quotes else ""
    parts = [actor.name, actor.kind or "", actor.role or "", counted(len(actor.mentions), "mention"), quotes]
    return one_line(_SEPARATOR.join(part for part in parts if part)) + "\n"


def _import(file: str) -> None:
    from pathlib import Path

    from corpus.actors.dictionary.cameo import read_cameo
    from corpus.actors.dictionary.csv_tables import merge_entries, read_csv
    from corpus.settings import NO_BOOK
    from tui.config.actor_dictionary import read_book, write_book
    from tui.file_locations import users_actors_file

    try:
        text = Path(file).read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise UsageError(f"can't read {file} ({error.strerror})", "give a dictionary, CAMEO style or CSV") from None
    entries, unread = (read_csv if file.lower().endswith(".csv") else read_cameo)(text)
    if not entries:
        why = f" (line {unread[0].line}: {unread[0].reason})" if unread else ""
        raise UsageError(
            f"no actors in {file}{why}", "give a dictionary, CAMEO style or, as .csv, a table with a header"
        )
    own = users_actors_file()
    write_book(own, merge_entries(read_book(own) if own.exists() else NO_BOOK, entries))
    for line in unread[:5]:
        narrate(f"{file}:{line.line} was not read: {line.reason}")
    more = f", {counted(len(unread), 'line')} not read" if unread else ""
    narrate(f"{counted(len(entries), 'actor')} put into {own}{more}")


def _export(as_csv: bool) -> None:
    from corpus.actors.dictionary.csv_tables import entries_of, write_csv
    from tui.config.actor_dictionary import actor_book, book_text
    from tui.file_locations import actors_file, users_actors_file

    book = actor_book(actors_file(), users_actors_file())
    emit(write_csv(entries_of(book)) if as_csv else book_text(book))
