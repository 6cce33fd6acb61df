"""Phrases: how a user describes a line of boilerplate, and which texts match it."""
