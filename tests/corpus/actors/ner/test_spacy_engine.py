"""Names found by spaCy, which stands here as a stub: what wireside makes of its entities."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from types import ModuleType, SimpleNamespace
from typing import NamedTuple

import pytest

from corpus.actors.find_actors import find_actors
from corpus.actors.ner.spacy_engine import spacy_engine
from corpus.boilerplate.blocks import text_blocks
from corpus.errors import UsageError
from corpus.settings import ActorSettings

TOLD = """Ruan Aldane of the Kell Valley Ferry Company sailed to Port Ilmay on Monday.

The Ostrenes told Mirela Tosk so at the Lantern Prize."""
LABELS = {
    ("Ruan", "Aldane"): "PERSON",
    ("Kell", "Valley", "Ferry", "Company"): "ORG",
    ("Port", "Ilmay"): "GPE",
    ("Monday",): "DATE",
    ("Ostrenes",): "NORP",
    ("Mirela", "Tosk"): "PER",
    ("Lantern", "Prize"): "EVENT",
}
SETTINGS = ActorSettings(engine="spacy", model="halvera_core_news")


class Entity(NamedTuple):
    start: int
    end: int
    label_: str


class Model:
    """Marks the names that it knows, in words that it is given."""

    vocab = object()

    def pipe(self, docs: Iterable[SimpleNamespace]) -> Iterator[SimpleNamespace]:
        for doc in docs:
            assert doc.vocab is self.vocab
            found = [
                Entity(at, at + len(name), label)
                for at in range(len(doc.words))
                for name, label in LABELS.items()
                if tuple(doc.words[at : at + len(name)]) == name
            ]
            yield SimpleNamespace(ents=found)


@pytest.fixture(autouse=True)
def _spacy(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def load(model: str, exclude: list[str]) -> Model:
        if model != SETTINGS.model:
            raise OSError(f"[E050] Can't find model '{model}'.")
        return Model()

    stub = ModuleType("spacy")
    stub.__dict__["load"] = load
    stub.__dict__["tokens"] = SimpleNamespace(Doc=lambda vocab, words: SimpleNamespace(vocab=vocab, words=words))
    monkeypatch.setitem(sys.modules, "spacy", stub)
    spacy_engine.cache_clear()
    yield
    spacy_engine.cache_clear()


def test_entities_are_actors_of_their_kind_and_other_labels_none() -> None:
    found = find_actors(text_blocks(TOLD), SETTINGS)
    assert {(actor.name, actor.kind) for actor in found} == {
        ("Ruan Aldane", "person"),
        ("Mirela Tosk", "person"),
        ("Kell Valley Ferry Company", "organisation"),
        ("Port Ilmay", "place"),
        ("Ostrenes", "organisation"),
    }


def test_mentions_stand_where_the_words_stand() -> None:
    for actor in find_actors(text_blocks(TOLD), SETTINGS):
        assert [TOLD[span.start : span.end] for span in actor.mentions] == [actor.name]


def test_a_model_that_is_not_there_is_told_with_what_to_do() -> None:
    with pytest.raises(UsageError, match="spaCy can't load the model nowhere"):
        find_actors(text_blocks(TOLD), ActorSettings(engine="spacy", model="nowhere"))
