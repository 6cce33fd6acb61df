"""Whoosh's storage of files, with files for the owner alone that are on disk before they count."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, cast

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from index.storage.folders import sync_folder


class OwnerOnly(FileStorage):
    """A folder of files for the owner alone; if `durable`, each is synced to disk when it is closed."""

    def __init__(self, path: str, *, durable: bool = True) -> None:
        super().__init__(path)
        self._on_close = _to_disk if durable else None

    def create_file(self, name: str, excl: bool = False, mode: str = "wb", **_: object) -> StructFile:
        flags = os.O_CREAT | os.O_RDWR | os.O_TRUNC | os.O_NOFOLLOW | (os.O_EXCL if excl else 0)
        file = cast(BinaryIO, os.fdopen(os.open(Path(self.folder, name), flags, 0o600), mode))
        return StructFile(file, name=name, onclose=self._on_close)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        super().rename_file(oldname, newname, safe)
        sync_folder(Path(self.folder))

    def temp_storage(self, name: str | None = None) -> FileStorage:
        path = Path(self.folder, name or "scratch.tmp")
        path.mkdir(mode=0o700, exist_ok=True)
        return OwnerOnly(str(path), durable=False)


def _to_disk(file: StructFile) -> None:
    file.flush()
    os.fsync(file.fileno())
