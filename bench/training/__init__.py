"""What made the weights that the rooms of `corpus` ship; each writes its provenance beside them."""
