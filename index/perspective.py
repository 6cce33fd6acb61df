"""The user's decisions about a corpus, as one value that comes with every question to the archive."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from corpus.actors.linking.corrections import Correction
from corpus.overrides.rules import NO_RULES, Rulebook
from corpus.settings import PLAIN_ACTORS, ActorSettings
from index.query.resolve import Notes


def _plain_actors() -> ActorSettings:
    return PLAIN_ACTORS


class Perspective(Struct, frozen=True):
    """A user's view of the articles.

    `rules` decide what is boilerplate, `corrections` which names are one actor; `is:` and `tag:` look into `notes`.
    `actor_settings` are those for finding the actors of a text that a rule has changed. They take long to load, so they
    are asked for only then.
    """

    rules: Rulebook = NO_RULES
    corrections: tuple[Correction, ...] = ()
    notes: Notes = Notes()
    actor_settings: Callable[[], ActorSettings] = _plain_actors


PLAIN = Perspective()
"""The articles as they were inferred, without a word of the user."""
