"""Names found by spaCy with a model of the user's, in place of our own tagger. spaCy is no dependency of wireside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import import_module
from itertools import islice
from typing import Protocol, cast

from corpus.actors.mentions import Engine
from corpus.actors.ner.ner_tokens import TaggedName
from corpus.errors import UsageError

_TYPES = {
    "PERSON": "P",
    "PER": "P",
    "ORG": "O",
    "GPE": "L",
    "LOC": "L",
    "NORP": "N",
    **dict.fromkeys(("FAC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "MISC"), "M"),
}


class _Entity(Protocol):
    """The part of spaCy's `Span` that is used: its words, from `start` to before `end`, and its label."""

    start: int
    end: int
    label_: str


class _Document(Protocol):
    ents: Iterable[_Entity]


class _Model(Protocol):
    vocab: object

    def pipe(self, docs: Iterable[object]) -> Iterator[_Document]: ...


@lru_cache(maxsize=2)
def spacy_engine(model: str) -> Engine:
    """Return an engine that finds names with the model called `model`. Raises UsageError if spaCy or the model is not
    installed.
    """
    try:
        spacy = import_module("spacy")
    except ImportError:
        hint = "run `pip install 'wireside[spacy]'`, or set actors.engine to wireside"
        raise UsageError("actors.engine is spacy, which is not installed", hint) from None
    try:
        loaded = cast(_Model, spacy.load(model, exclude=["lemmatizer", "attribute_ruler"]))
    except (OSError, ImportError, ValueError):
        hint = f"run `python -m spacy download {model}`, or set actors.model to one that you have"
        raise UsageError(f"spaCy can't load the model {model}", hint) from None
    make = spacy.tokens.Doc

    def find(articles: Sequence[list[list[str]]]) -> list[list[TaggedName]]:
        documents = loaded.pipe(make(loaded.vocab, words=words) for article in articles for words in article)
        return [
            [
                TaggedName(i, entity.start, entity.end, _TYPES[entity.label_])
                for i, document in enumerate(islice(documents, len(article)))
                for entity in document.ents
                if entity.label_ in _TYPES
            ]
            for article in articles
        ]

    return find
