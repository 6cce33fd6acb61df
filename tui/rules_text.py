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

import re

from corpus.article import READ_ROLES, Role
from corpus.overrides.line_key import line_key
from corpus.settings import Rule
from tui.config.tree import Fault, Node, nearest, shortened
from tui.list_text import ListText, is_day, quoted

HEADER = """\
# Your rules on boilerplate. wireside writes here what you decide with `u` and `R` in the reader; you can write here
# too, and share the file. `keep:` and `strip:` hold a line as it stands in articles: white space, upper and lower case,
# and figures don't matter. A rule is for one `outlet:`, for one `article:` (its id), or, without either, for all.
rules:
"""
_KEYS = ("keep", "strip", "as", "outlet", "article", "made")
_STRIPPED_ROLES = tuple(role.value for role in Role if role not in READ_ROLES)
_ID = re.compile(r"[0-9a-f]{12}")


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
            near = nearest(key, _KEYS, faults)
            hint = f"did you mean {near}?" if near else "leave it out"
            faults.append(_fault(node, f"{shortened(key)} means nothing in a rule", hint))
        elif not isinstance(node.value, str) or (key in ("keep", "strip", "outlet") and not line_key(node.value)):
            faults.append(_fault(node, f"{key} is no text", "write it in one line, in quotation marks"))
        else:
            values[key] = node.value
    for key, right, hint in (
        ("as", _STRIPPED_ROLES.__contains__, f"give one of {', '.join(_STRIPPED_ROLES)}"),
        ("article", _ID.fullmatch, "give the 12 hex digits of its id"),
        ("made", is_day, "write it as 2031-03-14"),
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


def _written(rule: Rule) -> list[str]:
    said = [f"{'strip' if rule.role else 'keep'}: {quoted(rule.line)}"]
    said += [f"as: {rule.role.value}"] if rule.role else []
    said += [f"outlet: {quoted(rule.outlet)}"] if rule.outlet else []
    said += [f"article: {quoted(rule.article)}"] if rule.article else []
    return said + ([f"made: {rule.made}"] if rule.made else [])


RULES = ListText("rules", HEADER, _rule, _written, "`- keep:` or `- strip:`")
