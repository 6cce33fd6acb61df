"""Boilerplate: give every block of a source a role, a reason in plain words and a confidence."""
