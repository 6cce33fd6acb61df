"""Figures: numbers of several articles side by side, with what each counts."""
