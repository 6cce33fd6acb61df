"""A worker process: it describes articles for the process that started it, until that closes the pipe, or is gone.

Pickles go both ways: in come a Describer, then lists of sources; out go READY when it has described a trial article,
then the answer to each list.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
import traceback
import warnings
from queue import SimpleQueue
from typing import BinaryIO, NoReturn

from corpus.errors import WiresideError
from corpus.source import Problem, Source
from index.building.describer import Describer
from index.storage.index_entry import IndexEntry

READY = "ready"
Answer = list[IndexEntry | Problem] | WiresideError

_TRIAL = Source(
    "0" * 12,
    "trial",
    "text",
    "Ferry halted after engine fire\n\nThe ferry was halted on Thursday, said Mirela Tosk of the harbour office.\n",
)
"""Describing this loads all that a worker needs, so one that says READY has the memory and the files for its work."""

_GC_THRESHOLD = 50_000, 10, 10
"""Articles leave next to no reference cycles, and the tables that a collection walks over are large."""


def main() -> NoReturn:
    """Answer requests from standard input on standard output, to the end of the process."""
    try:
        _serve()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def _serve() -> NoReturn:
    # the process that started this one decides when it ends: a ^C is for that one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*_GC_THRESHOLD)
    warnings.simplefilter("ignore")
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests: SimpleQueue[list[Source]] = SimpleQueue()
    describer = pickle.load(sys.stdin.buffer)
    assert isinstance(describer, Describer)
    threading.Thread(target=_take_in, args=(sys.stdin.buffer, requests), daemon=True).start()
    describer.all([_TRIAL])
    _send(READY, sink)
    _say_no_more()
    while True:
        _send(_answer(describer, requests.get()), sink)


def _take_in(source: BinaryIO, requests: SimpleQueue[list[Source]]) -> None:
    """Queue what comes; the end of it, at any moment, is the end of the process, whatever it is at."""
    try:
        while True:
            requests.put(pickle.load(source))
    finally:
        os._exit(0)


def _answer(describer: Describer, sources: list[Source]) -> Answer:
    try:
        return describer.all(sources)
    except WiresideError as error:
        return error


def _send(message: object, sink: BinaryIO) -> None:
    pickle.dump(message, sink, pickle.HIGHEST_PROTOCOL)
    sink.flush()


def _say_no_more() -> None:
    """Discard what libraries print from now on. The reason of a failed start went to a file of the parent's."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
