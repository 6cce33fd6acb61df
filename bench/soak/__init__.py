"""Long trials that are repeated until something breaks; each is run by itself: `python -m bench.soak.notebook`."""
