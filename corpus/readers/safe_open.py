"""Files opened without a risk: never one that could block, never more of it in memory than an article may have."""

from __future__ import annotations

import codecs
import gzip
import io
import os
import stat
import zlib
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from corpus.readers.decode import SAMPLE, wide_encoding

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_TRIES = 3
_CHUNK = 1 << 20
_BOMB_RATIO = 200  # bytes out for one byte in; news packs to a tenth, lists that repeat themselves to a hundredth
_SIP = 4096  # bytes of a packed file read at once, so that what was unpacked is compared with what it came from


class Unreadable(Exception):
    """A file, or a part of one, that can't be read, with the reason in a few plain words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class OpenedFile:
    """A file as it was at one moment. `stream` gives its bytes, decompressed.

    A file of up to `max_bytes` is read into memory, and again if it changed meanwhile; a larger one is streamed, and
    `changed` says at the end whether it did. Raises OSError or Unreadable.
    """

    def __init__(self, path: Path, max_bytes: int) -> None:
        self._file, self._before = _steady(path, max_bytes)
        self.stream = unpack(self._file, max_bytes)

    @property
    def consumed(self) -> int:
        """Bytes of the file, as it is on the disk, that were used up so far."""
        return self._file.tell()

    @property
    def changed(self) -> bool:
        return not isinstance(self._file, io.BytesIO) and _moment(self._file.fileno()) != self._before

    def __enter__(self) -> OpenedFile:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def failure_reason(error: BaseException) -> str:
    """Return why reading failed, in a few words."""
    match error:
        case Unreadable():
            return error.reason
        case PermissionError():
            return "no permission to read it"
        case FileNotFoundError():
            return "it is not there"
        case gzip.BadGzipFile() | EOFError() | zlib.error():
            return "damaged gzip"
        case OSError():
            return (error.strerror or "it can't be read").lower()
        case _:
            return "it can't be read"


def too_large(max_bytes: int) -> str:
    return f"larger than {max_bytes:,} bytes"


def read_up_to(stream: IO[bytes], count: int) -> bytes:
    """Return the next `count` bytes of `stream`, or all that it has."""
    pieces: list[bytes] = []
    while count > 0 and (piece := stream.read(min(count, _CHUNK))):
        pieces.append(piece)
        count -= len(piece)
    return b"".join(pieces)


def unpack(file: IO[bytes], max_bytes: int) -> IO[bytes]:
    """Return the stream of what `file`, which is at its beginning, holds when decompressed.

    Its bytes decide whether it is packed, not its name. Reading raises Unreadable where a bomb shows.
    """
    zipped = file.read(2) == b"\x1f\x8b"
    file.seek(0)
    if not zipped:
        return file
    unpacked = gzip.GzipFile(fileobj=cast(IO[bytes], _Sips(file)))
    return io.BufferedReader(Unpacked(cast(IO[bytes], unpacked), file, max_bytes, "gzip"), _CHUNK)


class Unpacked(io.RawIOBase):
    """The contents of a compressed stream, read until they are too much for its size.

    `unpacked` gives the bytes that are made of those in `packed`, which should be read a little at a time. Up to
    `harmless` bytes are never too many. `kind` names the compression to the user.
    """

    def __init__(self, unpacked: IO[bytes], packed: IO[bytes], harmless: int, kind: str) -> None:
        self._unpacked, self._packed, self._harmless, self._kind = unpacked, packed, harmless, kind
        self._looked_ahead = False

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._unpacked.seek(offset, whence)

    def tell(self) -> int:
        return self._unpacked.tell()

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        piece = self._unpacked.read(len(view))
        view[: len(piece)] = piece
        if self._is_swelling():
            self._check()
        return len(piece)

    def _is_swelling(self) -> bool:
        return self._unpacked.tell() > _BOMB_RATIO * self._packed.tell()

    def _check(self) -> None:
        """Raise Unreadable for a bomb. The first time, look ahead: millions of tiny lines take long to be looked at."""
        here = self._unpacked.tell()
        while not self._looked_ahead and self._is_swelling() and self._unpacked.tell() <= self._harmless:
            if not self._unpacked.read(_CHUNK):
                break
        if self._is_swelling() and self._unpacked.tell() > self._harmless:
            raise Unreadable(f"a {self._kind} bomb: it unpacks to more than {_BOMB_RATIO} times its size")
        if not self._looked_ahead:
            self._unpacked.seek(here)
            self._looked_ahead = True


class _Sips:
    """A file of which no more than `_SIP` bytes are read at once."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self.seek = file.seek

    def read(self, count: int = -1) -> bytes:
        return self._file.read(min(count, _SIP) if count >= 0 else _SIP)


def as_utf8(stream: IO[bytes]) -> IO[bytes]:
    """`stream` without a byte order mark, and turned into UTF-8 where it is in UTF-16 or UTF-32."""
    head = stream.read(SAMPLE)
    stream.seek(len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0)
    encoding = wide_encoding(head)
    return stream if encoding is None else io.BufferedReader(_Recoded(stream, encoding))


class _Recoded(io.RawIOBase):
    """A stream in another encoding, read as UTF-8."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
        self._ready = b""
        self._at_mark = True

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        while not self._ready:
            raw = self._stream.read(_CHUNK)
            text = self._decoder.decode(raw, final=not raw)
            if self._at_mark and text:
                text, self._at_mark = text.removeprefix("\ufeff"), False
            self._ready = text.encode("utf-8", errors="replace")
            if not raw:
                break
        count = min(len(view), len(self._ready))
        view[:count] = self._ready[:count]
        self._ready = self._ready[count:]
        return count


def _steady(path: Path, max_bytes: int) -> tuple[IO[bytes], tuple[int, int]]:
    """Return the open file, or its bytes where there are few enough, and the moment they are of."""
    for _ in range(_TRIES):
        file = _open_regular(path)
        try:
            before = _moment(file.fileno())
            if before[0] > max_bytes:
                return file, before
            held = io.BytesIO(file.read(max_bytes + 1))
            if _moment(file.fileno()) == before:
                file.close()
                return held, before
        except BaseException:
            file.close()
            raise
        file.close()
    raise Unreadable("it changes while it is read")


def _open_regular(path: Path) -> IO[bytes]:
    """`path` opened for reading, never waiting: what was a file a moment ago may be a pipe by now."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise Unreadable("not a regular file")
    file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise Unreadable("not a regular file")
    return file


def _moment(descriptor: int) -> tuple[int, int]:
    """Return what changes when a file does: its size and the time of its last change."""
    status = os.fstat(descriptor)
    return status.st_size, status.st_mtime_ns
