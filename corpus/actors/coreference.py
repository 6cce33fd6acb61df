"""From mentions to actors, within one article: which mentions are of one actor, of which kind, and under which name."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.actors.agency import is_agent, seat_is_agent, stands_for_country
from corpus.actors.dictionary.lookup import ActorDictionary, ListedActor
from corpus.actors.mentions import Mention
from corpus.actors.name_forms import plain, slug
from corpus.actors.name_matching import join_organisations, join_people
from corpus.actors.ner.word_lists import BODIES, FUNCTION
from corpus.actors.titles import CALLS, HEADS
from corpus.actors.unknown_places import infer_places, pairs_of_places, place_pair
from corpus.article import Kind
from corpus.text.tokenize import word_set

_LETTERS: dict[Kind, str] = {"person": "P", "organisation": "O", "place": "L"}
_GENERIC = word_set(
    """
    government minister ministry president parliament state republic kingdom army police party court committee
    council prime foreign internet covid english bible god cabinet thanksgiving christmas easter ramadan eid
    halloween media constitution
    """
)
_ADJECTIVES = word_set(
    """
    western eastern northern southern african european asian arab arabic american latin islamic muslim
    christian jewish sunni shia shiite kurdish catholic hindu buddhist soviet nordic balkan baltic caribbean
    english african american
    """
)


_NO_NAME = re.compile(r"[DRI]\s?[-–]\s?[A-Z][\w.]{0,14}|(?:\w{1,12}n|[A-Z]\w{0,5})['’](?:t|m|ve|re|ll|d)", re.ASCII)
"""A party with its state, as in “(D-Ilm.)”, and contractions."""
_LANDS = word_set("Port Mount Lake Cape")
_WATERS = word_set("Strait Straits River Island Islands Bay Sea Valley Peninsula Mountains Gulf Ocean Desert")
_LONGEST_LAND = 3
_NO_SURNAMES = BODIES | word_set("Tower Towers Hotel Plaza Building Square Stadium Street Avenue Road Bridge Airport")


class ActorMentions(NamedTuple):
    """An actor with the mentions of it. `acting` is how many of them show it act; a person always does."""

    key: str
    name: str
    kind: Kind
    mentions: list[Mention]
    acting: int


def group_mentions(mentions: Sequence[Mention], book: ActorDictionary) -> list[ActorMentions]:
    """Return the actors that `mentions` are of."""
    mentions = _parted([mention for mention in mentions if _is_name(mention, book)], book)
    names = [mention.name for mention in mentions]
    types = _types(names, mentions, book)
    if pairs := pairs_of_places(types):
        mentions = [
            part for mention in mentions for part in (place_pair(mention) if mention.name in pairs else [mention])
        ]
        names = [mention.name for mention in mentions]
        types = {name: types.get(name, "L") for name in names}
    counts = Counter(name for name in names if types[name] == "P")
    full_people = join_people(counts, book)
    bodies = Counter(name for name in names if types[name] == "O")
    full_bodies = join_organisations(bodies, bracketed_acronyms(mentions, names))
    surnames = _called(full_people)
    groups: defaultdict[ListedActor, list[Mention]] = defaultdict(list)
    acting: Counter[ListedActor] = Counter()
    settled = {name: _settled(name, types[name], book, full_people, full_bodies, surnames) for name in types}
    for mention, name in zip(mentions, names, strict=True):
        own = settled[name]
        entry, does = _in_context(mention, name, types[name], book) if own is None else (own or None, True)
        if entry is not None:
            groups[entry].append(mention)
            acting[entry] += does
    return _of_one_key(ActorMentions(*entry, found, acting[entry]) for entry, found in groups.items())


def _is_name(mention: Mention, book: ActorDictionary) -> bool:
    """Return whether it is of an actor: no party with its state; of ports, buildings and works only those that the
    dictionary has, and what is a port, a strait or a mountain by its name.
    """
    name = mention.name
    if mention.type != "M":
        return not _NO_NAME.fullmatch(name)
    words = mention.text.words[mention.first : mention.last]
    if 1 < len(words) <= _LONGEST_LAND and (words[0] in _LANDS or words[-1] in _WATERS):
        return True
    form = plain(name)
    return form in book.seats or book.named(form, name) is not None


def _parted(mentions: Sequence[Mention], book: ActorDictionary) -> list[Mention]:
    """Split names that only happen to be side by side, as in “for Aldane Halvera is a friend”, “the Aldane-Tosk talks”
    or “House and Senate”; and drop the person from one that ends like a building's, as in “Aldane Tower”.
    """
    people = {mention.text.words[mention.last - 1] for mention in mentions if mention.type == "P"}
    full = {mention.name for mention in mentions if mention.type == "P" and mention.last - mention.first > 1}
    alone = {" ".join(mention.text.words[mention.first : mention.last]) for mention in mentions}
    parted: list[Mention] = []
    for mention in mentions:
        text, first, last, type_ = mention
        words = text.words
        if type_ == "P" and last - first > 1:
            if words[last - 1] in _NO_SURNAMES:
                continue
            if last - first == 3 and words[first + 1] in "-–" and words[first] in people:
                parted += [Mention(text, first, first + 1, "P"), Mention(text, last - 1, last, "P")]
                continue
            if " ".join(words[first : last - 1]) in full and words[last - 1] in people:
                parted += [Mention(text, first, last - 1, "P"), Mention(text, last - 1, last, "P")]
                continue
            place = plain(words[last - 1])
            if words[last - 2] in people and (place in book.names or place in book.capitals):
                parted += [Mention(text, first, last - 1, "P"), Mention(text, last - 1, last, "L")]
                continue
        at = words.index("and", first, last) if "and" in words[first:last] else first
        if first < at < last - 1 and {" ".join(words[first:at]), " ".join(words[at + 1 : last])} <= alone:
            parted += [Mention(text, first, at, type_), Mention(text, at + 1, last, type_)]
            continue
        parted.append(mention)
    return parted


def _types(names: Sequence[str], mentions: Sequence[Mention], book: ActorDictionary) -> dict[str, str]:
    """Return one type for each name: that of the dictionary, else the one that most of its mentions have."""
    counts = Counter(zip(names, (mention.type for mention in mentions), strict=True))
    types: dict[str, str] = {}
    for (name, type_), _ in counts.most_common():
        types.setdefault(name, type_)
    of_people = {word for name, type_ in types.items() if type_ == "P" and " " in name for word in plain(name).split()}
    for name, type_ in types.items():
        form = plain(name)
        known = book.named(form, name) or book.capitals.get(form) or book.seats.get(form)
        if known is not None and (known.kind != "place" or (type_ == "P" and form not in of_people)):
            types[name] = _LETTERS[known.kind]
    listed_names = {name for name in types if book.knows(name)}
    types.update(dict.fromkeys(infer_places(names, mentions, types, listed_names), "L"))
    return types


def _called(full: dict[str, str]) -> dict[str, str]:
    """Return what else one person may be called, for mentions that were tagged as something else: surname and
    initials.
    """
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name, shown in full.items():
        words = plain(name).split()
        if len(words) > 1:
            owners[words[-1]].add(shown)
            if len(words) > 2:
                owners["".join(word[0] for word in words)].add(shown)
    return {short: people.pop() for short, people in owners.items() if len(people) == 1}


def _settled(
    name: str,
    type_: str,
    book: ActorDictionary,
    people: dict[str, str],
    bodies: dict[str, str],
    surnames: dict[str, str],
) -> ListedActor | tuple[()] | None:
    """Return the actor that a name refers to wherever it is, the empty tuple for no actor, or None if it depends on the
    context.
    """
    form = plain(name)
    if not form or (len(form) == 1 and type_ != "P") or form in _GENERIC:
        return ()
    if all(word in HEADS for word in name.split()):
        return ()
    if type_ == "P":
        return _person(people[name], book) if people[name] else ()
    known = book.named(form, name)
    if known is not None:
        return known if known.kind != "place" else None
    if name.capitalize() in FUNCTION:
        return ()
    if form in book.people or form in book.seats or form in book.capitals:
        return None
    if " " not in form and form in surnames:
        return _person(surnames[form], book)
    if type_ == "O":
        full = bodies[name]
        return book.named(plain(full), full) or ListedActor(f"organisation:{slug(full)}", full, "organisation")
    return () if form in _ADJECTIVES else None


def _in_context(mention: Mention, name: str, type_: str, book: ActorDictionary) -> tuple[ListedActor | None, bool]:
    """Return the actor that the name of a place or a people refers to in this context, and whether it acts there."""
    form = plain(name)
    words, first, last = mention.text.words, mention.first, mention.last
    known = book.named(form, name)
    if known is not None:
        return known, is_agent(words, first, last)
    if form in book.people:
        return _people_of(mention, name, book.people[form])
    if form in book.seats and seat_is_agent(words, first):
        return book.seats[form], True
    place = ListedActor(f"place:{slug(name)}", _cased(name), "place")
    if form in book.capitals:
        return (book.capitals[form], True) if stands_for_country(words, first, last) else (place, False)
    if type_ == "N":
        people = name.endswith("s") and _stands_alone(words, last)
        return (ListedActor(f"organisation:{slug(name)}", _cased(name), "organisation") if people else None), people
    return place, is_agent(words, first, last)


def _person(name: str, book: ActorDictionary) -> ListedActor:
    """Return the person of a name, under another where the dictionary has one."""
    known = book.named(plain(name), name)
    if known is not None and known.kind == "person":
        return known
    return ListedActor(
        f"person:{slug(name)}", _cased(" ".join(word for word in name.split() if word not in CALLS)), "person"
    )


def _people_of(mention: Mention, name: str, country: ListedActor) -> tuple[ListedActor | None, bool]:
    """Return the country of a people: “the Russians said” is about Russia, but “Russian” before a noun is only an
    adjective.
    """
    words = mention.text.words
    before = words[mention.first - 1] if mention.first else ""
    joined = mention.last < len(words) and words[mention.last] in ("and", "or")
    plural = name.endswith("s") or (name.endswith(("sh", "ch", "ese")) and not joined)
    if plural and before in ("the", "The") and _stands_alone(words, mention.last):
        return country, is_agent(words, mention.first, mention.last)
    return None, False


def _stands_alone(words: list[str], last: int) -> bool:
    """Return whether a name ends a phrase: no noun follows that it could belong to."""
    return last >= len(words) or not words[last][0].isalpha() or words[last] in _FOLLOW


_FOLLOW = word_set(
    """
    and or but to of in on at by for with from as that which who is are was were has have had will would could
    should may can said say says told want wanted also did do does not agreed
    """
)


def _cased(name: str) -> str:
    """Return a name in capitals as others are written: MOSCOW is Moscow, but NATO stays."""
    return name.title() if name.isupper() and len(name) > 5 else name


def bracketed_acronyms(mentions: Sequence[Mention], names: Sequence[str]) -> dict[str, str]:
    """Return the acronyms in brackets right after a long name, as in “World Trade Council (WTC)”."""
    found: dict[str, str] = {}
    for (one, long), (other, short) in pairwise(zip(mentions, names, strict=True)):
        follows = one.text is other.text and other.first == one.last + 1 and one.text.words[one.last] in "(["
        if follows and short.isupper() and len(short) < len(long):
            found.setdefault(short, long)
    return found


def _of_one_key(actors: Iterable[ActorMentions]) -> list[ActorMentions]:
    """Actors whose names differ in nothing but signs, as one."""
    by_key: dict[str, ActorMentions] = {}
    for actor in actors:
        other = by_key.get(actor.key)
        if other is not None:
            name = max(other, actor, key=lambda one: len(one.mentions)).name
            actor = ActorMentions(
                actor.key, name, actor.kind, [*other.mentions, *actor.mentions], actor.acting + other.acting
            )
        by_key[actor.key] = actor
    return list(by_key.values())
