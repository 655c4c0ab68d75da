"""Doors of what is one's own over all rooms."""
