"""The text of the file of rules: a YAML list that is changed an entry at a time, so that all else in it survives.

rules:
  - keep: "Tides at Port Ilmay"
    outlet: "Harbour & Tide"
    made: 2031-03-14
  - strip: "Read also: the buoys are red again"
    as: related
    article: "8c41f0a2d3b5"
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from corpus.article import READ_ROLES, Role
from corpus.errors import UsageError
from corpus.judging.same_line import normal
from corpus.settings import Rule
from tui.config.tree import Fault, FaultyConfig, Node, nearest
from tui.config.yaml_file import read_text

HEADER = """\
# Your rules on boilerplate. wireside writes here what you decide with `u` and `R` in the reader; you can write here
# too, and share the file. `keep:` and `strip:` hold a line as it stands in articles: white space, upper and lower case,
# and figures don't matter. A rule is for one `outlet:`, for one `article:` (its id), or, without either, for all.
rules:
"""
_KEYS = ("keep", "strip", "as", "outlet", "article", "made")
_STRIPPED_ROLES = tuple(role.value for role in Role if role not in READ_ROLES)
_ID = re.compile(r"[0-9a-f]{12}")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_TO_ESCAPE = re.compile("[^ -~\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_ASIDE = re.compile(r"\s*(#.*)?")


class Entry(NamedTuple):
    """A rule, and the number of the line of the text where it begins, from 1."""

    rule: Rule
    line: int


def read_entries(text: str, name: str) -> tuple[Entry, ...]:
    """The rules in a text; `name` is the file in places. Raises FaultyConfig, with all faults that there are."""
    root = read_text(text, name).value
    assert isinstance(root, dict)
    faults = [
        _fault(node, f"{key} means nothing here", "write `rules:`") for key, node in root.items() if key != "rules"
    ]
    rules = root.get("rules", Node(None, name))
    if not isinstance(rules.value, tuple | None):
        faults.append(_fault(rules, "rules is no list", "begin each rule with `- keep:` or `- strip:`"))
    items = rules.value if isinstance(rules.value, tuple) else ()
    entries = [Entry(rule, _line(item)) for item in items if (rule := _rule(item, faults)) is not None]
    if faults:
        raise FaultyConfig(tuple(faults))
    return tuple(entries)


def with_rules(text: str, rules: Sequence[Rule], name: str) -> str:
    """The text with these rules at its end. Raises FaultyConfig, and UsageError where it is not written as a list."""
    if not rules:
        return text
    before = read_entries(text, name)
    lines = _lines(text)
    indent = _indent(lines[_dash(lines, before[-1].line)]) if before else "  "
    started = text if before or _has_list(text, name) else (f"{text.rstrip()}\n\n" if text.strip() else "") + HEADER
    started += "" if started.endswith("\n") else "\n"
    changed = started + "".join(_written(rule, indent) for rule in rules)
    return _checked(changed, [*(entry.rule for entry in before), *rules], name)


def without_rules(text: str, rules: Iterable[Rule], name: str) -> str:
    """The text without these rules, as far as they are in it. Raises as `with_rules` does."""
    gone = set(rules)
    if not gone:
        return text
    entries, lines = read_entries(text, name), _lines(text)
    ends = [*(_dash(lines, entry.line) for entry in entries[1:]), len(lines)]
    for entry, end in zip(entries, ends, strict=False):
        if entry.rule in gone:
            begin = _dash(lines, entry.line)
            # what stands between two rules stays, as does what ends the file
            while end > begin + 1 and _ASIDE.fullmatch(lines[end - 1].rstrip()):
                end -= 1
            lines[begin:end] = [""] * (end - begin)
    return _checked("".join(lines), [entry.rule for entry in entries if entry.rule not in gone], name)


def _rule(item: Node, faults: list[Fault]) -> Rule | None:
    """The rule in an entry; what is wrong with it is added to `faults`."""
    found = len(faults)
    given = item.value
    if not isinstance(given, dict):
        faults.append(_fault(item, "not a rule", "begin it with `- keep:` or `- strip:`"))
        return None
    values: dict[str, str] = {}
    for key, node in given.items():
        if key not in _KEYS:
            near = nearest(key, _KEYS)
            faults.append(
                _fault(node, f"{key} means nothing in a rule", f"did you mean {near}?" if near else "leave it out")
            )
        elif not isinstance(node.value, str) or (key in ("keep", "strip", "outlet") and not normal(node.value)):
            faults.append(_fault(node, f"{key} is no text", "write it in one line, in quotation marks"))
        else:
            values[key] = node.value
    for key, right, hint in (
        ("as", _STRIPPED_ROLES.__contains__, f"give one of {', '.join(_STRIPPED_ROLES)}"),
        ("article", _ID.fullmatch, "give the 12 hex digits of its id"),
        ("made", _is_day, "write it as 2031-03-14"),
    ):
        if key in values and not right(values[key]):
            faults.append(_fault(given[key], f"{key} is {values[key]!r}", hint))
    if ("keep" in given) == ("strip" in given):
        faults.append(_fault(item, "a rule keeps or strips", "give it one of `keep:` and `strip:`"))
    if "as" in given and "keep" in given:
        faults.append(_fault(given["as"], "what is kept has no role", "leave out `as:`"))
    if "article" in given and "outlet" in given:
        faults.append(_fault(item, "a rule for an article and an outlet", "leave one of them out"))
    if len(faults) > found:
        return None
    role = None if "keep" in values else Role(values.get("as", Role.PROMO))
    line = values.get("keep") or values["strip"]
    return Rule(line, role, values.get("outlet"), values.get("article"), values.get("made", ""))


def _fault(node: Node, message: str, hint: str) -> Fault:
    return Fault(node.where, message, hint)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _line(node: Node) -> int:
    return int(node.where.rpartition(":")[2])


def _lines(text: str) -> list[str]:
    """The lines of a text as YAML counts them, each with its end."""
    ends = [match.end() for match in _BREAK.finditer(text)]
    cuts = [0, *ends] if not text or ends[-1:] == [len(text)] else [0, *ends, len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def _dash(lines: Sequence[str], number: int) -> int:
    """The index of the line with the dash of an entry whose first value is on line `number`."""
    at = number - 1
    while at > 0 and not lines[at].lstrip().startswith("-"):
        at -= 1
    return at


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _has_list(text: str, name: str) -> bool:
    root = read_text(text, name).value
    return isinstance(root, dict) and "rules" in root


def _written(rule: Rule, indent: str) -> str:
    said = [f"{'strip' if rule.role else 'keep'}: {_quoted(rule.line)}"]
    said += [f"as: {rule.role.value}"] if rule.role else []
    said += [f"outlet: {_quoted(rule.outlet)}"] if rule.outlet else []
    said += [f"article: {_quoted(rule.article)}"] if rule.article else []
    said += [f"made: {rule.made}"] if rule.made else []
    return f"{indent}- " + f"{indent}  ".join(f"{one}\n" for one in said)


def _quoted(text: str) -> str:
    """A text in double quotes, as YAML and JSON read it."""
    return _TO_ESCAPE.sub(_escape, json.dumps(text, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _checked(text: str, rules: Sequence[Rule], name: str) -> str:
    """The text, which must hold these rules."""
    try:
        right = [entry.rule for entry in read_entries(text, name)] == list(rules)
    except FaultyConfig:
        right = False
    if not right:
        raise UsageError(
            f"{name} is written in a way that can't be added to", "give each rule lines of its own, `- keep: …`"
        )
    return text
