"""Overrides: what line recurrence and the user's rules change about an inferred article."""
