"""The date of publication: candidates, the choice among them, and the dates that were not chosen."""
