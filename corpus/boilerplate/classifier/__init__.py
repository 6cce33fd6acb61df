"""The classifier: decide the roles that the rules leave open, with weights learned from labelled blocks."""
