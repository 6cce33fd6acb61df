"""Operations on posting lists: numbers of words and articles, ascending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)

Numbers = Sequence[int]
"""Words of a list, ascending."""


class Counts(NamedTuple):
    """Matches of a clause: n articles, ascending (intp), and its frequency in each (n float32)."""

    docs: NDArray[np.intp]
    counts: NDArray[np.float32]


NOWHERE = Counts(np.empty(0, np.intp), np.empty(0, np.float32))


def runs(numbers: Numbers) -> Iterator[tuple[int, int]]:
    """Split the numbers into runs of successive ones, each from the first to after the last."""
    if isinstance(numbers, range):
        if numbers:
            yield numbers.start, numbers.stop
        return
    begin = end = -1
    for number in numbers:
        if number != end:
            if end >= 0:
                yield begin, end
            begin = number
        end = number + 1
    if end >= 0:
        yield begin, end


def is_in(some: NDArray[np.integer[Any]], others: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Select those of n numbers, ascending, that are among others of their type, ascending too: n bool."""
    if not len(others):
        return np.zeros(len(some), bool)
    at = others.searchsorted(some)
    at[at == len(others)] = 0
    return np.asarray(others[at] == some)


def distinct(values: NDArray[T]) -> NDArray[T]:
    """The values in order, each once; `numpy.unique` of values alone loads the masked arrays first, for 10 ms."""
    ordered = np.sort(values)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])] if len(ordered) else ordered
