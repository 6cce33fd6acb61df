"""Scripts written without spaces between words: one table for all that count, match or index words.

A text in one of them is cut into characters. Korean is written with spaces, so Hangul is not among them; but its words
carry their particles with them, so phrases match it a syllable at a time, and block lengths count it as if unspaced.
"""

from __future__ import annotations

import re

UNSPACED = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3041-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana, iteration marks
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
"""Characters of scripts without spaces, as ranges for a character class."""

HANGUL = "\uac00-\ud7af"

SYLLABIC = re.compile(rf"[{UNSPACED}{HANGUL}]")
"""A character that is a token of its own where Hangul is read by syllables."""
