"""Queries: what was typed becomes a tree of clauses, and a clause can be written, explained and completed."""
