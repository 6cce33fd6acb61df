"""Articles and all that can be inferred from them. Imports no other room."""
