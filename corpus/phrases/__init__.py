"""Phrases: how a user says what a line of boilerplate looks like, and which texts are such a line."""
