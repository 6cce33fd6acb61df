"""Record linkage: decide which actors found in different articles are the same."""
