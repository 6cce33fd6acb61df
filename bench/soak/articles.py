"""A folder of short invented articles and its index, to be damaged, killed and run out of room."""

from __future__ import annotations

from pathlib import Path

from corpus.settings import CorpusSettings
from corpus.source import article_id
from index.archive import Archive
from index.building.build_progress import Report
from index.building.builder import bring_up_to_date
from index.errors import IndexDamaged
from index.query.parser import parse
from tui.config import load

_OUTLETS = ("The Lantern", "Ostrene Gazette", "Meridian Wire")
_QUERIES = (
    "",
    "harbour",
    '"Port Ilmay"',
    "har*",
    "title:report",
    "date:2031-04",
    "-tolls",
    "path:00",
    "outlet:lantern",
)


def text_of(number: int) -> str:
    """Return the text of an article, unlike all others."""
    day = f"{1 + number % 28} {('March', 'April', 'May')[number % 3]} 2031"
    return (
        f"Harbour report number {number} reaches the council\n{_OUTLETS[number % 3].upper()}, {day}\n\n"
        f"The harbour office of Port Ilmay sent its report number {number} to the council of Halvera on that day.\n\n"
        "Ruan Aldane, who signed it, would not say what the pilots think of the tolls in the Kell Strait.\n"
    )


class CorpusOnDisk:
    """The folder of articles, and the folder of its index, both below `folder`."""

    def __init__(self, folder: Path) -> None:
        self.root, self.folder = folder / "articles", folder / "index"
        self.root.mkdir()
        self._settings: CorpusSettings = load(environment={}).corpus_settings

    def write(self, *numbers: int) -> None:
        for number in numbers:
            (self.root / f"{number:03}.txt").write_text(text_of(number), encoding="utf-8")

    def remove_all_but(self, count: int) -> None:
        for path in sorted(self.root.iterdir())[count:]:
            path.unlink()

    def index(self, *, rebuild: bool = False, batch: int = 3, remove_missing: bool = True) -> Report:
        return bring_up_to_date(
            self.root,
            self.folder,
            self._settings,
            rebuild=rebuild,
            batch=batch,
            workers=0,
            remove_missing=remove_missing,
        )

    def ids(self) -> set[str]:
        """Return the ids of the articles in the folder, by their bytes."""
        return {article_id(path.read_bytes()) for path in self.root.iterdir()}

    def found(self) -> list[str]:
        """Return the ids of the articles that a search finds."""
        archive = Archive.open(self.folder)
        try:
            results = archive.search(parse("harbour council"))
            return [hit.id for hit in archive.hits(results, 0, 10_000)]
        finally:
            archive.close()

    def answers(self) -> list[object]:
        """Return what the index answers to a few questions of each kind."""
        archive = Archive.open(self.folder)
        try:
            given: list[object] = []
            for typed in _QUERIES:
                results = archive.search(parse(typed))
                given.append((results.total, archive.facets(results), archive.hits(results, 0, 100)))
            everything = archive.search(parse(""))
            given += [(archive.article(hit.id), archive.raw(hit.id)) for hit in archive.hits(everything, 0, 100)]
            given.append(archive.stories(everything))
            return given
        finally:
            archive.close()

    def is_whole(self) -> bool:
        archive = Archive.open(self.folder)
        try:
            return archive.verify() > 0
        except IndexDamaged:
            return False
        finally:
            archive.close()
