"""Short forms of first names, by which English-language papers call people: Chris for Christopher."""

from __future__ import annotations

from functools import cache

from corpus.actors.name_forms import sound

_SHORT = """
abe abraham; al albert alan alfred; alex alexander alexandra; andy andrew; art arthur; barb barbara; ben benjamin;
bernie bernard; bert albert robert; beth elizabeth; betty elizabeth; bill william; billy william; bob robert; bobby
robert; brad bradley; cathy catherine; charlie charles; chris christopher christine; chuck charles; cindy cynthia;
dan daniel; danny daniel; dave david; deb deborah; debbie deborah; dick richard; don donald; doug douglas; drew andrew;
ed edward edwin; eddie edward; fran francis frances; frank francis franklin; fred frederick alfred; gabe gabriel; gene
eugene; gerry gerald; greg gregory; hal harold; hank henry; harry harold henry; jack john; jake jacob; jamie james; jeff
jeffrey geoffrey; jen jennifer; jenny jennifer; jerry gerald jerome; jim james; jimmy james; joe joseph; joey joseph;
jon jonathan; josh joshua; kate katherine catherine; kathy katherine kathleen; katie katherine; ken kenneth; larry
lawrence; len leonard; leo leonard; liz elizabeth; lou louis; maggie margaret; marty martin; matt matthew; max
maximilian; meg margaret; mel melvin; mike michael; mitch mitchell; nate nathan nathaniel; ned edward; nick
nicholas; norm norman; pam pamela; pat patrick patricia; patty patricia; peggy margaret; pete peter; phil philip; ray
raymond; rich richard; rick richard; rob robert; robbie robert; ron ronald; rudy rudolph; russ russell; sam samuel
samantha; sandy alexander sandra; stan stanley; steve steven stephen; sue susan; ted theodore edward; terry terence
teresa; theo theodore; tim timothy; tina christina; tom thomas; tommy thomas; tony anthony; val valerie; vicky victoria;
vince vincent; walt walter; wes wesley; will william; willie william; zach zachary
"""


@cache
def _long_forms() -> dict[str, frozenset[str]]:
    """Return the long first names of each short form, by its sound."""
    entries = (entry.split() for entry in _SHORT.split(";"))
    return {sound(short): frozenset(map(sound, long)) for short, *long in entries}


def is_same_first_name(one: str, other: str) -> bool:
    """Return whether one plain first name is short for the other, or both are for one."""
    long = _long_forms()
    mine, theirs = ({heard, *long.get(heard, ())} for heard in (sound(one), sound(other)))
    return not mine.isdisjoint(theirs)
