"""Record linkage over an index: which keys are one actor, by which names it is found, and the packed table of both."""
