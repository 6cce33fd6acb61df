"""Stories of an index: cluster its articles after each run, and look the clusters up."""
