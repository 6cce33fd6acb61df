"""Pages of HTML: cut one into blocks, find its main text, and give each block a role."""
