"""The session: the query, the article and the place in it, saved while reading and taken up when the desk opens."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol

from tui.screens.desk.article_reader import ArticleReader
from tui.screens.desk.search import Search

if TYPE_CHECKING:
    from index import Session


class SessionWriter(Protocol):
    def save_session(self, session: Session) -> Future[bool]: ...


class SavedSession:
    """Saves the place where reading is whenever it has changed."""

    def __init__(self, writer: SessionWriter, search: Search, reader: ArticleReader) -> None:
        self._writer = writer
        self._search = search
        self._reader = reader
        self._saved: Session | None = None

    def save(self) -> None:
        """Write the place down, unless that is done, or the place of the previous session is yet to be shown."""
        from index import Session

        search, reader = self._search, self._reader
        if search.pending is not None or (reader.current_id is None and not search.text):
            return
        session = Session(search.text, search.sort, reader.current_id, reader.place)
        if session != self._saved:
            self._saved = session
            self._writer.save_session(session)
