"""The settings and the values they take. Their defaults are in `config.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from corpus.settings import ActorSettings, BoilerplateSettings, CorpusSettings, Positive, ReadingSettings


class IndexOptions(Struct, frozen=True, forbid_unknown_fields=True):
    """How an index is built. `folder` None is the user's cache folder, `workers` None one for each processor."""

    folder: str | None
    batch: Positive
    memory_mb: Positive
    watch: bool
    workers: Positive | None


class ActorEngine(Struct, frozen=True, forbid_unknown_fields=True):
    """What finds names: wireside's own tagger, or spaCy with a model of the user's."""

    engine: Literal["wireside", "spacy"]
    model: str


class SearchOptions(Struct, frozen=True, forbid_unknown_fields=True):
    """How the reader searches.

    `debounce_ms` is how long typing pauses before a search starts, `limit` the number of hits `wireside search` prints,
    `fold_copies` whether the reader begins with one result for each text.
    """

    debounce_ms: Annotated[int, Meta(ge=0, le=5000)]
    limit: Positive
    fold_copies: bool


class ExportOptions(Struct, frozen=True, forbid_unknown_fields=True):
    """Where exports go; `folder` None is “wireside exports” in the user's documents."""

    folder: str | None


class Appearance(Struct, frozen=True, forbid_unknown_fields=True):
    """How the reader looks. `measure` is the longest line of an article, in cells."""

    theme: Literal["auto", "ink", "paper", "contrast", "terminal"]
    glyphs: Literal["unicode", "ascii"]
    measure: Annotated[int, Meta(ge=20, le=400)]


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """All settings. `keys` maps the id of a command to its keys."""

    corpus: str | None
    reading: ReadingSettings
    boilerplate: BoilerplateSettings
    actors: ActorEngine
    index: IndexOptions
    search: SearchOptions
    export: ExportOptions
    look: Appearance
    keys: dict[str, tuple[str, ...]]

    @property
    def corpus_settings(self) -> CorpusSettings:
        """How articles are described. Reads the actor dictionary; raises FaultyConfig if the user's has faults."""
        from tui.config.actor_dictionary import actor_book
        from tui.file_locations import actors_file, users_actors_file

        book = actor_book(actors_file(), users_actors_file())
        actors = ActorSettings(self.actors.engine, self.actors.model, book)
        return CorpusSettings(reading=self.reading, boilerplate=self.boilerplate, actors=actors)

    @property
    def corpus_path(self) -> Path:
        """The corpus, or the current folder if none is set."""
        return Path(self.corpus or ".")
