"""Texts of the help dialogs: keys, the query language, and the evidence for a value."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.article import Article, Block, Evidence, Published, Verdict
from tui.commands import BY_ID, COMMANDS, COMMON, GROUPS, PAIRS, Command, key_label, pair_label
from tui.pages.display_width import cell_len, pad
from tui.pages.glyphs import UNICODE, Glyphs
from tui.pages.line import BLANK, Line, Piece, fit, shorten
from tui.pages.wording import percent, written
from tui.pages.wrap import wrap

_INDENT = Piece(" " * 11)
_SAID, _PLACE = 14, 10  # cells

Keys = dict[str, tuple[str, ...]]

_KEY = 10  # cells of the column of keys
QUERY_LANGUAGE = (
    ("harbour treaty", "both words, in any of their forms"),
    ('"harbour treaty"', 'these very words in a row; "talks" and =talks this form alone'),
    ('"harbour toll"~5', "at most five words apart, in any order"),
    ("harbour OR ferry", "one of them"),
    ("harbour -ferry", "the first, and not the second; NOT does the same"),
    ("harb*", "words that begin so; the last word does while you type; h*bour in between"),
    ("aldene~", "words one letter off"),
    ("(a OR b) c", "parentheses group"),
    ("title:treaty", "in the headline"),
    ("outlet:lantern", "by outlet; by: is for bylines, path: for file names, lang: for a language"),
    ("date:2031-03", "by day, month or year"),
    ("date:2030-10..", "since; date:..2031 is until, date:2030..2031 from and to"),
    ('since:"last week"', "dates in words, also with date: and before:"),
    ('actor:"ruan aldane"', "who is named, under whichever name"),
    ("said:(aldane toll)", "who is quoted, and with which words"),
    ("is:unread", "read, unread, marked, dated, undated; tag: is for your tags"),
    ("tab", "takes the grey completion, or what is offered below the bar"),
)


_COMMON_FIRST = (
    *(BY_ID[id] for id in COMMON),
    *sorted((one for one in COMMANDS if one.id not in COMMON), key=lambda one: one.group == "Move"),
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
        shown = [key_label(key) for one in pair for key in keys.get(one.id, ())[: 3 - len(pair)]]
        if len(" ".join(shown)) >= _KEY:
            shown = shown[:1]
        cells.append(_key_and_help(" ".join(shown), pair_label(*pair) if len(pair) == 2 else command.hint, width))
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


def why_sheet(article: Article, block: Block | None, width: int, glyphs: Glyphs = UNICODE) -> list[Line]:
    """List each value of an article: how sure it is, what was taken or left, and why; the current block comes first."""
    lines: list[Line] = []
    if block is not None:
        title = f"{block.role.value}, {_lines_of(block)}"
        lines += [*_value(title, block.text, block.confidence, width), *_reason(block.reason, width), BLANK]
    for name, verdict in _values(article):
        if verdict is None:
            lines += [Line((Piece(f" {name:<10}", "muted"), Piece("not known", "muted"))), BLANK]
            continue
        value = written(verdict) if isinstance(verdict, Published) else verdict.value
        lines += _value(name, value, verdict.confidence, width)
        lines += [line for one in verdict.evidence for line in _told(one, verdict.value, width, glyphs)]
        lines += [] if verdict.evidence else _reason(verdict.reason, width)
        lines.append(BLANK)
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


def _value(name: str, value: str, confidence: float, width: int) -> list[Line]:
    room = max(10, width - 20)
    lines = []
    for n, span in enumerate(wrap(value, room)[:3]):
        left = Piece(f" {name if n == 0 else '':<10}", "muted") if len(name) <= 10 else _INDENT
        sure = (Piece(f"  {percent(confidence):>5}", "text" if confidence >= 0.8 else "warning"),) if n == 0 else ()
        text = value[span.start : span.end]
        lines.append(Line((left, Piece(pad(text, room), "strong"), *sure)))
    if len(name) > 10:
        lines.insert(0, Line((Piece(f" {name}", "accent bold"),)))
    return lines


def _reason(reason: str, width: int) -> list[Line]:
    return [Line((_INDENT, Piece(reason[s.start : s.end], "muted"))) for s in wrap(reason, max(10, width - 20))]


def _told(evidence: Evidence, value: str, width: int, glyphs: Glyphs) -> list[Line]:
    """Lay out one piece of evidence: value, place and words in columns, and the reason below the words.

    A value that repeats the chosen one is not written again.
    """
    style = "text" if evidence.taken else "muted"
    mark = Piece(f"{glyphs.taken if evidence.taken else glyphs.dot} ", style)
    again = evidence.value == value
    said = "" if again else shorten(evidence.value, _SAID - 1)
    words = "" if again and evidence.words.strip("“”…") in value else evidence.words
    reason = f"{'taken' if evidence.taken else 'left'}: {evidence.reason}"
    place = evidence.place
    columns = f"{place}  " if again else f"{pad(said, _SAID)}{pad(shorten(place, _PLACE - 1), _PLACE)}"
    room = max(10, width - 14 - cell_len(columns))
    texts = [(words[s.start : s.end], style) for s in wrap(words, room)] if words else []
    texts += [(reason[s.start : s.end], "muted") for s in wrap(reason, room)]
    lines = []
    for n, (text, of_text) in enumerate(texts):
        left = (mark, Piece(columns, style)) if n == 0 else (Piece(" " * (2 + cell_len(columns))),)
        lines.append(Line((_INDENT, *left, Piece(text, of_text))))
    return lines


def _lines_of(block: Block) -> str:
    first, last = block.lines
    return f"line {first}" if first == last else f"lines {first} to {last}"


def found_commands(typed: str) -> list[tuple[Command, tuple[int, ...]]]:
    """Commands in whose name or help each typed word begins a word, and the letters of the name that it matches.

    Those that match by name alone come first; among these what is sought most, and movements last.
    """
    words = typed.lower().split()
    by_name: list[tuple[Command, tuple[int, ...]]] = []
    by_help: list[tuple[Command, tuple[int, ...]]] = []
    for command in _COMMON_FIRST:
        name, text = command.hint.lower(), f"{command.hint} {command.help}".lower()
        if not all(_begins(text, word) >= 0 for word in words):
            continue
        places = [(_begins(name, word), word) for word in words]
        matched = tuple(i for place, word in places if place >= 0 for i in range(place, place + len(word)))
        (by_name if all(place >= 0 for place, _ in places) else by_help).append((command, matched))
    return by_name + by_help


def _begins(text: str, word: str) -> int:
    """Return the offset at which a word begins with `word`, or -1."""
    padded = f" {text}"
    return padded.find(f" {word}")
