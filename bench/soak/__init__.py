"""Soaks: long runs over folders that change, whose index must end equal to one made in one go."""
