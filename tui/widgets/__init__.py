"""The widgets: line views, bars, sheets."""
