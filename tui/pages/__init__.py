"""Lines: what the panes show, as text and names of styles. Knows nothing of Textual.

A page is asked for its height and for line N, and computes a line when it is asked. So a list of 100,000 results
costs what its visible rows cost.
"""
