"""The file of the user's rules on boilerplate.

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
from pathlib import Path

from corpus.article import READ_ROLES, Role
from corpus.overrides.line_key import line_key
from corpus.settings import Rule
from tui.config.faults import Fault, nearest, shortened
from tui.config.yaml_reader import Node
from tui.services.yaml_list import YamlList, is_day
from tui.services.yaml_list_file import YamlListFile

HEADER = """\
# Your rules on boilerplate. wireside adds what you decide with `u` and `R` in the reader; you can edit this file too,
# and share it. `keep:` and `strip:` hold the text of a line in articles; white space, upper and lower case, and digits
# don't matter. A rule is for one `outlet:`, for one `article:` (its id), or, without either, for all.
rules:
"""
_KEYS = ("keep", "strip", "as", "outlet", "article", "made")
_STRIPPED_ROLES = tuple(role.value for role in Role if role not in READ_ROLES)
_ID = re.compile(r"[0-9a-f]{12}")


class RuleFile(YamlListFile[Rule]):
    """The file of rules at `path`, which may be missing."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, RULES)


def _parse(item: Node, faults: list[Fault]) -> Rule | None:
    """Return the rule in an entry, or add what is wrong with it to `faults`."""
    count = len(faults)
    given = item.value
    if not isinstance(given, dict):
        faults.append(Fault(item.where, "not a rule", "begin it with `- keep:` or `- strip:`"))
        return None
    values = _texts(given, faults)
    for key, is_valid, hint in (
        ("as", _STRIPPED_ROLES.__contains__, f"use one of {', '.join(_STRIPPED_ROLES)}"),
        ("article", _ID.fullmatch, "use the 12 hex digits of its id"),
        ("made", is_day, "write it as 2031-03-14"),
    ):
        if key in values and not is_valid(values[key]):
            faults.append(Fault(given[key].where, f"{key} is {shortened(values[key])!r}", hint))
    if ("keep" in given) == ("strip" in given):
        faults.append(Fault(item.where, "a rule keeps or strips", "give it one of `keep:` and `strip:`"))
    if "as" in given and "keep" in given:
        faults.append(Fault(given["as"].where, "a kept line has no role", "leave out `as:`"))
    if "article" in given and "outlet" in given:
        faults.append(Fault(item.where, "a rule for an article and an outlet", "leave out one of them"))
    if len(faults) > count:
        return None
    role = None if "keep" in values else Role(values.get("as", Role.PROMO))
    line = values.get("keep") or values["strip"]
    return Rule(line, role, values.get("outlet"), values.get("article"), values.get("made", ""))


def _texts(given: dict[str, Node], faults: list[Fault]) -> dict[str, str]:
    """Return the values of a rule's keys, and add unknown keys and values of other types to `faults`."""
    values: dict[str, str] = {}
    for key, node in given.items():
        if key not in _KEYS:
            near = nearest(key, _KEYS, faults)
            hint = f"did you mean {near}?" if near else "leave it out"
            faults.append(Fault(node.where, f"{shortened(key)} is not a key of a rule", hint))
        elif not isinstance(node.value, str) or (key in ("keep", "strip", "outlet") and not line_key(node.value)):
            faults.append(Fault(node.where, f"{key} is not a text", "write it in one line, in quotation marks"))
        else:
            values[key] = node.value
    return values


def _fields(rule: Rule) -> dict[str, str]:
    fields = {"strip" if rule.role else "keep": rule.line}
    if rule.role:
        fields["as"] = rule.role.value
    optional = {"outlet": rule.outlet, "article": rule.article, "made": rule.made}
    return fields | {key: value for key, value in optional.items() if value}


RULES = YamlList("rules", HEADER, _parse, _fields, "`- keep:` or `- strip:`")
