"""Offices: find where a text names a person by their office, “the Halveran president” after “Halveran President Ruan
Aldane”.

Who holds an office is read from the words before a name, from an apposition after it, or from the dictionary. “The
mayor” refers to the only person with that office named before, by the text or else by the dictionary. All words of the
mention have to belong to the office; a vice president is no president, and a former one is not the present one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from corpus.actors.coreference import ActorMentions
from corpus.actors.dictionary.lookup import ActorDictionary
from corpus.actors.mentions import Mention, TokenizedBlock
from corpus.actors.name_forms import plain, sound
from corpus.actors.ner.word_lists import FUNCTION
from corpus.actors.roles import role_after, role_before
from corpus.actors.titles import CALLS, HEADS, QUALIFIERS
from corpus.text.tokenize import word_set

_HELD_BY_ONE = word_set(
    """
    president minister premier chancellor secretary senator governor king queen prince princess emperor emir sultan
    mayor chief commissioner director chairman chairwoman chairperson speaker ambassador envoy leader dictator pope
    archbishop bishop judge prosecutor general commander spokesman spokeswoman spokesperson congressman congresswoman
    coach captain founder president-elect director-general
    """
)
_HEADS = _HELD_BY_ONE | frozenset(word.capitalize() for word in _HELD_BY_ONE)
_LEAD_COUNTRIES = word_set("president prime-minister chancellor king queen emperor dictator leader")
_ANOTHER_OFFICE = word_set(
    "vice deputy assistant associate under acting interim former ex then elect designate incoming outgoing"
)
_SPELT = {"defense": "defence", "labor": "labour"}
_NO_PART = word_set("the The a A an An its his her their then and - ' ’ 's ’s & of for")
_OF = frozenset(("of", "for", "at", "in", "to"))
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))
_MOST_MENTIONS = 40
_MOST_HOLDERS = 60
_LONGEST = 6

Place = tuple[int, int]
"""A word: its text, and where in that."""


class OfficeName(NamedTuple):
    """An office: its main word, other words that distinguish it from others, and the key of its country or ""."""

    head: str
    words: frozenset[str]
    country: str

    def means(self, held: OfficeName) -> bool:
        """Return whether these words may refer to an office that somebody was said to hold."""
        if self.country and held.country and self.country != held.country:
            return False
        if held.words & _ANOTHER_OFFICE - self.words or not self.words <= held.words:
            return False
        if self.head == held.head:
            return not self.country or bool(held.country) or self.head in _LEAD_COUNTRIES
        return self.head == "leader" and held.head in _LEAD_COUNTRIES and bool(self.country and held.country)


class _Holder(NamedTuple):
    since: Place
    person: int
    office: OfficeName


def office_mentions(
    texts: Sequence[TokenizedBlock], actors: Sequence[ActorMentions], book: ActorDictionary
) -> list[list[Mention]]:
    """Return for each actor the places where the text names only their office, in reading order."""
    found: list[list[Mention]] = [[] for _ in actors]
    offices = list(_offices(texts, actors))
    if offices:
        told, known = _holders(texts, actors, book)
        for text, i, head in offices:
            bounds = _phrase(text.words, head)
            office = _office(text.words[slice(*bounds)], book) if bounds else None
            if bounds and office:
                person = _holder(office, told, (i, head))
                person = _holder(office, known, (i, head)) if person is None else person
                if person is not None:
                    found[person].append(Mention(text, *bounds, "P"))
    return found


def _offices(texts: Sequence[TokenizedBlock], actors: Sequence[ActorMentions]) -> list[tuple[TokenizedBlock, int, int]]:
    """Return the words that name an office and precede no name: text, its number, and the place in it."""
    before_names = {
        (id(mention.text), mention.first - 1) for one in actors if one.kind == "person" for mention in one.mentions
    }
    return [
        (text, i, k)
        for i, text in enumerate(texts)
        if not _HEADS.isdisjoint(text.words)
        for k, word in enumerate(text.words)
        if word in _HEADS and (id(text), k) not in before_names
    ]


def _holders(
    texts: Sequence[TokenizedBlock], actors: Sequence[ActorMentions], book: ActorDictionary
) -> tuple[list[_Holder], list[_Holder]]:
    """Return who holds which office from where on, by the text; and by the dictionary, from where they are first
    named.
    """
    order = {id(text): i for i, text in enumerate(texts)}
    told: dict[tuple[int, OfficeName], Place] = {}
    known: list[_Holder] = []
    for person, actor in enumerate(actors):
        if actor.kind != "person" or not actor.mentions:
            continue
        in_book = [office for role in _roles(actor, book) if (office := _office(role.split(), book))]
        first = min((order[id(mention.text)], mention.first) for mention in actor.mentions)
        known += (_Holder(first, person, office) for office in in_book)
        countries = {office.country for office in in_book}
        country = countries.pop() if len(countries) == 1 else ""
        for mention in actor.mentions[:_MOST_MENTIONS]:
            if (role := _role(mention)) and (office := _office(role.replace("-", " - ").split(), book)):
                place = order[id(mention.text)], mention.first
                office = office if office.country else office._replace(country=country)
                told[person, office] = min(place, told.get((person, office), place))
    return _first(_Holder(since, *holder) for holder, since in told.items()), _first(known)


def _first(holders: Iterable[_Holder]) -> list[_Holder]:
    return sorted(holders, key=lambda holder: holder.since)[:_MOST_HOLDERS]


def _roles(person: ActorMentions, book: ActorDictionary) -> tuple[str, ...]:
    """Return the roles that the dictionary has of a person, who may be named by a surname that nobody else there
    has.
    """
    key = person.key
    if key not in book.roles and " " not in person.name:
        key = book.only_bearer(sound(plain(person.name))) or key
    return book.roles.get(key, ())


def _role(mention: Mention) -> str | None:
    """Return the role right beside a name."""
    words, first, last = mention.text.words, mention.first, mention.last
    if first > 0 and words[first - 1] in _HEADS:
        return role_before(mention)
    return role_after(mention) if words[last : last + 1] == [","] else None


def _phrase(words: list[str], head: int) -> tuple[int, int] | None:
    """Return where a phrase that turns on an office begins and ends, without “the”; None where it is no certain
    one's.
    """
    start, end = head, head + 1
    while start > 0 and head - start < _LONGEST and _belongs(words[start - 1]):
        start -= 1
    if start and words[start - 1] in _POSSESSIVES:
        owned = start = start - 1
        while start > 0 and head - start < _LONGEST and _is_name(words[start - 1]):
            start -= 1
        if start == owned:
            return None
    elif not start or words[start - 1] not in ("the", "The"):
        return None
    following = words[end] if end < len(words) else ""
    if following in HEADS or following == "-" or following[:1].isupper():
        return None
    if following in ("of", "for"):
        begin = end = end + 1 + (words[end + 1 : end + 2] == ["the"])
        while end < len(words) and end - begin < _LONGEST and _is_name(words[end]):
            end += 1
        if end == begin:
            return None
    return start, end


def _belongs(word: str) -> bool:
    return word in QUALIFIERS or word in HEADS or (_is_name(word) and word not in CALLS)


def _is_name(word: str) -> bool:
    return word[:1].isupper() and word not in FUNCTION


def _office(words: Sequence[str], book: ActorDictionary) -> OfficeName | None:
    """Return the office that a role or a phrase names; None where it names none."""
    cut = next((i for i, word in enumerate(words) if word in _OF), len(words))
    at = next((i for i in range(cut - 1, -1, -1) if words[i] in _HEADS), None)
    if at is None:
        return None
    head, beside, whose = words[at].lower(), _telling(words[:at]), _telling(words[cut:])
    if head == "premier" or (head == "minister" and beside and beside[-1].lower() == "prime"):
        beside, head = beside[: -(head == "minister") or None], "prime-minister"
    names = [word for word in beside if word.lower() not in QUALIFIERS and word not in HEADS]
    for country in (names, whose):
        if country and (key := _country(country, book)):
            others = {*beside, *whose} - {*country}
            return OfficeName(head, frozenset(map(_spelt, others)), key)
    return OfficeName(head, frozenset(map(_spelt, (*beside, *whose))), "")


def _telling(words: Sequence[str]) -> list[str]:
    return [word for word in words if word not in _NO_PART]


def _spelt(word: str) -> str:
    word = word.lower().replace(".", "")
    return _SPELT.get(word, word)


def _country(words: Sequence[str], book: ActorDictionary) -> str:
    form = plain(" ".join(words))
    entry = book.people.get(form) or book.names.get(form)
    return entry.key if entry is not None and entry.kind == "place" else ""


def _holder(office: OfficeName, holders: Sequence[_Holder], place: Place) -> int | None:
    """Return the only one named before who has the office, or None."""
    fit = {holder.person for holder in holders if holder.since < place and office.means(holder.office)}
    return fit.pop() if len(fit) == 1 else None
