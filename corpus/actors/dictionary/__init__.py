"""Actor dictionaries: look names up, and read and write dictionaries in other formats."""
