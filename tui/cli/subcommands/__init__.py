"""The commands of `wireside`, a module each."""
