"""Quotes: find what is said in an article, by whom, and with which cue."""
