"""What the sheets say: keys, the query language, why a value is what it is."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.article import Article, Block, Published, Verdict
from tui.commands import BY_ID, COMMANDS, GROUPS, PAIRS, Command, written
from tui.lines.dates import written as date_written
from tui.lines.line import BLANK, Line, Piece, fit, percent
from tui.lines.wrap import wrap

Keys = dict[str, tuple[str, ...]]

_KEY = 10
QUERY_LANGUAGE = (
    ("harbour treaty", "both words, in any of their forms"),
    ('"harbour treaty"', "these very words in a row"),
    ("harbour OR ferry", "one of them"),
    ("harbour -ferry", "the first, and not the second; NOT does the same"),
    ("harb*", "words that begin so; the last word does while you type"),
    ("(a OR b) c", "parentheses group"),
    ("title:treaty", "in the headline"),
    ("outlet:lantern", "by outlet; by: is for bylines, path: for file names, lang: for a language"),
    ("date:2031-03", "by day, month or year"),
    ("date:2030-10..", "since; date:..2031 is until, date:2030..2031 from and to"),
)


def keys_sheet(keys: Keys, width: int) -> list[Line]:
    """All keys, by group, in as many columns as fit."""
    columns = max(1, min(3, width // 31))
    room = width // columns
    groups = [_group(name, keys, room - 2) for name in GROUPS]
    lines: list[Line] = []
    for i in range(0, len(groups), columns):
        row = groups[i : i + columns]
        for y in range(max(map(len, row))):
            pieces: list[Piece] = []
            for group in row:
                cell = group[y] if y < len(group) else ()
                pieces += (*cell, Piece(" " * (room - Line(tuple(cell)).cells)))
            lines.append(Line((Piece(" "), *pieces)))
        lines.append(BLANK)
    told = "F1 in the search bar shows the query language. Every key can be changed in config.yaml."
    return lines + [Line((Piece(" "), Piece(told[s.start : s.end], "muted"))) for s in wrap(told, width - 2)]


def _group(name: str, keys: Keys, width: int) -> list[tuple[Piece, ...]]:
    cells: list[tuple[Piece, ...]] = [(Piece(name, "strong"),)]
    told = set(PAIRS.values())
    for command in (c for c in COMMANDS if c.group == name and c.id not in told and not c.id.startswith("mention_")):
        pair = [command, *(BY_ID[other] for other in (PAIRS.get(command.id),) if other)]
        shown = [written(key) for one in pair for key in keys.get(one.id, ())[: 3 - len(pair)]]
        if len(" ".join(shown)) >= _KEY:
            shown = shown[:1]
        cells.append(_key_and_help(" ".join(shown), ", ".join(one.hint for one in pair), width))
    if name == "Actors":
        cells.append(_key_and_help("1 … 6", "next mention", width))
    return cells


def _key_and_help(key: str, text: str, width: int) -> tuple[Piece, ...]:
    return fit((Piece(f"{key:<{_KEY}}", "accent bold"), Piece(text, "muted")), width)


def query_sheet(width: int) -> list[Line]:
    """The query language, by example."""
    lines = []
    for example, meaning in QUERY_LANGUAGE:
        for n, span in enumerate(wrap(meaning, max(12, width - 22))):
            left = f"{example if n == 0 else '':<20}"
            lines.append(Line((Piece(" "), Piece(left, "accent bold"), Piece(meaning[span.start : span.end], "text"))))
    return lines


def why_sheet(article: Article, block: Block | None, width: int) -> list[Line]:
    """Each value of an article, how sure it is, and the reason; first the stripped block one stands on."""
    lines: list[Line] = []
    if block is not None:
        lines += _why(f"{block.role.value}, {_lines_of(block)}", block.text, block.reason, block.confidence, width)
    for name, verdict in _values(article):
        if verdict is None:
            lines += [Line((Piece(f" {name:<10}", "muted"), Piece("not known", "muted"))), BLANK]
        else:
            value = date_written(verdict) if isinstance(verdict, Published) else verdict.value
            lines += _why(name, value, verdict.reason, verdict.confidence, width)
    for n, path in enumerate(article.paths):
        lines.append(Line((Piece(f" {'file' if n == 0 else '':<10}", "muted"), Piece(path, "text"))))
    return lines


def _values(article: Article) -> Sequence[tuple[str, Verdict | Published | None]]:
    return (
        ("headline", article.headline),
        ("outlet", article.outlet),
        ("date", article.published),
        ("byline", article.byline),
        ("dateline", article.dateline),
        ("dek", article.dek),
    )


def _why(name: str, value: str, reason: str, confidence: float, width: int) -> list[Line]:
    room = max(10, width - 20)
    lines = []
    for n, span in enumerate(wrap(value, room)[:3]):
        left = Piece(f" {name if n == 0 else '':<10}", "muted") if len(name) <= 10 else Piece(" " * 11)
        sure = (Piece(f"  {percent(confidence):>5}", "text" if confidence >= 0.8 else "warning"),) if n == 0 else ()
        text = value[span.start : span.end]
        lines.append(Line((left, Piece(f"{text:<{room}}", "strong"), *sure)))
    if len(name) > 10:
        lines.insert(0, Line((Piece(f" {name}", "accent bold"),)))
    lines += [Line((Piece(" " * 11), Piece(reason[s.start : s.end], "muted"))) for s in wrap(reason, room)]
    return [*lines, BLANK]


def _lines_of(block: Block) -> str:
    first, last = block.lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def found_commands(typed: str) -> list[tuple[Command, tuple[int, ...]]]:
    """Commands in whose name or help each typed word begins a word, and the letters of the name that it matches.

    Those that match by name alone come first.
    """
    words = typed.lower().split()
    by_name: list[tuple[Command, tuple[int, ...]]] = []
    by_help: list[tuple[Command, tuple[int, ...]]] = []
    for command in COMMANDS:
        name, text = command.hint.lower(), f"{command.hint} {command.help}".lower()
        if not all(_begins(text, word) >= 0 for word in words):
            continue
        places = [(_begins(name, word), word) for word in words]
        matched = tuple(i for place, word in places if place >= 0 for i in range(place, place + len(word)))
        (by_name if all(place >= 0 for place, _ in places) else by_help).append((command, matched))
    return by_name + by_help


def _begins(text: str, word: str) -> int:
    """Where in the text a word begins with `word`, or -1."""
    padded = f" {text}"
    return padded.find(f" {word}")
