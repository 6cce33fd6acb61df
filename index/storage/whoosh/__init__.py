"""Everything that imports Whoosh."""
