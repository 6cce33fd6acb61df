"""Counts in words, the same wherever they are told."""

from __future__ import annotations


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """`1 article`, `4,812 articles`; `plural` where it does not end in s."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"
