"""One commit of an index, opened."""

from __future__ import annotations


class Snapshot:
    pass
