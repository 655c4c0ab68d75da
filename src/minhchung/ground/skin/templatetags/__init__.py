"""Template words of the skin."""
