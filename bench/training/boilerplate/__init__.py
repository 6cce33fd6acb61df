"""Learning what is boilerplate: the weights of `corpus/boilerplate/learned`."""
