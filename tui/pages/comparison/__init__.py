"""View models of a comparison: a lens for each way of looking, and the page that lays out its rows."""
