"""From a source to what the index keeps of it, whatever a strange article does."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.article import Article
from corpus.errors import WiresideError
from corpus.overrides.line_recurrence import LineCounts
from corpus.overrides.overrides import apply_role_overrides
from corpus.overrides.rules import Rulebook
from corpus.pipeline import inferred, inferred_all
from corpus.settings import CorpusSettings
from corpus.source import Problem, Source
from index.storage.index_entry import IndexEntry, entry


class Describer:
    """Makes an entry of a source."""

    def __init__(self, settings: CorpusSettings, counts: LineCounts | None) -> None:
        self._settings, self._rules, self._counts = settings, Rulebook(settings.rules), counts

    def all(self, sources: Sequence[Source]) -> list[IndexEntry | Problem]:
        """Describe several at once, which is quicker. Raises WiresideError where the settings are wrong."""
        try:
            articles: Sequence[Article | None] = inferred_all(sources, self._settings)
        except WiresideError:
            raise
        except Exception:  # which of them is strange shows when each is described by itself
            articles = [None] * len(sources)
        return [self._one(source, article) for source, article in zip(sources, articles, strict=True)]

    def _one(self, source: Source, described: Article | None) -> IndexEntry | Problem:
        try:
            article = described or inferred(source, self._settings)
            return entry(source, article, apply_role_overrides(article, self._rules, self._counts))
        except WiresideError:
            raise
        except Exception as error:  # one strange article must not end the run
            return Problem(source.path, f"can't be described ({type(error).__name__})")
