"""What an article is, and what can be said of it. Sees no other room."""
