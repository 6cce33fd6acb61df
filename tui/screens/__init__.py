"""The screens: the desk, the comparison, the states, the sheets."""
