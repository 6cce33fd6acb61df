"""Who said what: quoted spans, and what surrounds them."""
