"""Learning what is a name: the weights of `corpus/actors/tagger`."""
