"""Read the arrays of a model from its `.npz` file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Arrays = dict[str, NDArray[Any]]


def load_arrays(path: Path) -> Arrays:
    """Return all arrays of a model by name. Pickled objects are refused, since they could run code."""
    with np.load(path, allow_pickle=False) as file:
        return dict(file)
