"""Files of arrays in pages, each with its checksum: mapped into memory, and checked where they are first looked at."""

from __future__ import annotations

import mmap
import zlib
from array import array
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Generic, TypeVar

import numpy as np

from index.errors import DamagedData

if TYPE_CHECKING:
    from numpy.typing import NDArray

PAGE = 1 << 12
"""Bytes that share a checksum: a short posting list is checked in microseconds."""

_AT_ONCE = 1 << 20

T = TypeVar("T", bound=np.generic)


class PageWriter:
    """Writes a file from front to back, and takes the CRC-32 of each page of it."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self._checks = array("I")
        self._open = 0
        self.size = 0

    def write(self, raw: bytes) -> None:
        self.file.write(raw)
        view, at = memoryview(raw), 0
        while at < len(view):
            room = PAGE - self.size % PAGE
            some = view[at : at + room]
            self._open = zlib.crc32(some, self._open)
            at += len(some)
            self.size += len(some)
            if self.size % PAGE == 0:
                self._checks.append(self._open)
                self._open = 0

    def write_array(self, values: NDArray[np.generic]) -> int:
        """Write an array where `align` says."""
        begin = self.align()
        self.write(values.tobytes())
        return begin

    def align(self) -> int:
        """Go on at a multiple of 8 bytes: at this one."""
        self.write(bytes(-self.size % 8))
        return self.size

    def checks(self) -> bytes:
        """The checksums of all pages, 4 bytes each, when all is written."""
        return self._checks.tobytes() + (self._open.to_bytes(4, "little") if self.size % PAGE else b"")

    def close(self) -> bytes:
        """Close the file, and give the checksums."""
        self.file.close()
        return self.checks()


class Pages:
    """Such a file, mapped. Safe to use from several threads; what was read stays readable when the file is removed."""

    def __init__(self, path: Path, size: int, checks: bytes, *, more: bool = False) -> None:
        """Map the first `size` bytes of a file; with `more`, bytes of another kind may follow.

        Raises DamagedData where they are not there, FileNotFoundError.
        """
        self._name = path.name
        self._checks = np.frombuffer(checks, np.uint32).data
        self._checked = bytearray(len(self._checks))
        with path.open("rb") as file:
            there = file.seek(0, 2)
            if there < size or (there > size and not more) or len(self._checks) != -(-size // PAGE):
                raise DamagedData(f"{path.name} is not whole")
            self._raw = memoryview(mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) if size else b"")

    def read(self, begin: int, end: int) -> memoryview:
        """Bytes `begin` to `end`. Raises DamagedData where they are damaged."""
        raw = self.unread(begin, end)
        self.look(begin, end)
        return raw

    def unread(self, begin: int, end: int) -> memoryview:
        """Bytes `begin` to `end`, whatever is in them. Raises DamagedData where they are not there."""
        if not 0 <= begin <= end <= len(self._raw):
            raise DamagedData(f"{self._name} ends before {end}")
        return self._raw[begin:end]

    def look(self, begin: int, end: int) -> None:
        """Look at bytes that are there, if nobody did before. Raises DamagedData where they are damaged."""
        first, last = begin // PAGE, -(-end // PAGE)
        if self._checked.find(0, first, last) >= 0:
            self._check(first, last)

    def array(self, dtype: np.dtype[T], begin: int, count: int) -> NDArray[T]:
        """An array of `count` values from byte `begin` on. Raises DamagedData where it is damaged."""
        return np.frombuffer(self.read(begin, begin + count * dtype.itemsize), dtype)

    def check_size(self) -> None:
        """Raise DamagedData if the file was cut short: to touch what is not there any more would end the process."""
        mapped = self._raw.obj
        if isinstance(mapped, mmap.mmap) and mapped.size() < len(mapped):
            raise DamagedData(f"{self._name} was cut short")

    def let_go(self) -> None:
        """Keep nothing of it in memory; what is looked at next is read again."""
        if isinstance(self._raw.obj, mmap.mmap):
            self._raw.obj.madvise(mmap.MADV_DONTNEED)

    def check(self) -> int:
        """Look at everything; how many bytes that are. Raises DamagedData where it is damaged."""
        self._checked = bytearray(len(self._checks))
        self._check(0, len(self._checks))
        return len(self._raw)

    def _check(self, first: int, last: int) -> None:
        raw, checks, checked, crc32 = self._raw, self._checks, self._checked, zlib.crc32
        page = checked.find(0, first, last)
        while page >= 0:
            if crc32(raw[page * PAGE : (page + 1) * PAGE]) != checks[page]:
                raise DamagedData(f"{self._name} is damaged")
            checked[page] = 1
            page = checked.find(0, page + 1, last)


class PagedArray(Generic[T]):
    """An array in such a file, of which those pages alone are looked at that somebody asks for."""

    def __init__(self, pages: Pages, dtype: np.dtype[T], begin: int, count: int) -> None:
        """`count` values from byte `begin` on. Raises DamagedData where they are not there."""
        self._pages, self._begin, self._size = pages, begin, dtype.itemsize
        self._values = np.frombuffer(pages.unread(begin, begin + count * dtype.itemsize), dtype)

    def part(self, first: int, end: int) -> NDArray[T]:
        """The values from `first` to before `end`. Raises DamagedData where they are damaged."""
        self._pages.look(self._begin + first * self._size, self._begin + end * self._size)
        return self._values[first:end]


def checksum_of(file: BinaryIO) -> tuple[int, int]:
    """Return the size of a file in bytes from its position on, and the CRC-32 of these."""
    size = check = 0
    while some := file.read(_AT_ONCE):
        size, check = size + len(some), zlib.crc32(some, check)
    return size, check
