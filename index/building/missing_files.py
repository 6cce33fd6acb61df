"""Files that the index knows and the folder no longer has: so many at once that they may not be gone for good.

A drive that is not mounted looks like an empty folder, or like one without most of its files. The index keeps what it
has of them then, until somebody says that they are gone for good.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from corpus.errors import CorpusError
from corpus.readers import FoundFile
from corpus.source import Problem
from index.errors import IndexDamaged
from index.storage.folders import current_build
from index.storage.manifest import FileRecord, Manifest

_MANY = 10
"""Files. Fewer are deleted by hand every day, and take a moment to be indexed again when a drive comes back."""


class Missing(Struct, frozen=True):
    """The number of files that are gone, of the `known` ones with articles, and of articles that are nowhere else."""

    files: int
    known: int
    articles: int

    def error(self, corpus: Path, accept: str) -> CorpusError:
        """Return the error that says so; `accept` is what to do if the files are gone for good."""
        files = "its only file is" if self.known == 1 else f"{self.files:,} of its {self.known:,} files are"
        return CorpusError(
            f"{corpus}: {files} gone, so the index keeps their articles ({self.articles:,})",
            f"if a drive is not mounted, mount it and index again; if they are gone for good, {accept}",
        )


def missing_files(
    manifest: Manifest, known: Collection[bytes], gone: Sequence[bytes], *, is_empty: bool
) -> tuple[Missing, list[bytes]] | None:
    """Return how many files are missing, and which, if that is too many to believe, else None.

    More than half of the files that hold articles are too many, but for fewer than 10 in a folder that is not empty.
    Files whose articles are elsewhere in the folder by now have moved, and don't count.
    """
    fewest = 1 if is_empty else _MANY
    if len(gone) < fewest:
        return None
    paths, articles = manifest.only_in(gone)
    holders = manifest.count_files_with_articles(known)
    if len(paths) < fewest or 2 * len(paths) <= holders:
        return None
    return Missing(len(paths), holders, articles), paths


def missing_from_build(
    folder: Path, found: Sequence[FoundFile], problems: Sequence[Problem]
) -> tuple[Missing, int] | None:
    """Return how many files of the build in use are missing, if too many, and how many articles it has.

    For a run that is to replace the build. None, too, if there is none that can be read.
    """
    try:
        build = current_build(folder)
        if build is None:
            return None
        with closing(Manifest(build, any_format=True)) as manifest:
            known = manifest.files()
            missing = missing_files(manifest, known, gone_files(known, found, problems), is_empty=not found)
            return missing and (missing[0], manifest.count())
    except (IndexDamaged, sqlite3.Error, OSError):
        return None


def gone_files(known: dict[bytes, FileRecord], found: Sequence[FoundFile], problems: Sequence[Problem]) -> list[bytes]:
    """Return the files of earlier runs that are not there any more. What can't be looked at may still be there."""
    here = {os.fsencode(one.where) for one in found}
    hidden = tuple(f"{problem.path}/" for problem in problems)
    return [path for path, file in known.items() if path not in here and not f"{file.name}/".startswith(hidden)]
