"""Searching: clauses are matched against posting lists, scored, ranked, counted and highlighted."""
