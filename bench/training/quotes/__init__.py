"""Learning who says what: the weights of `corpus/quotes`."""
