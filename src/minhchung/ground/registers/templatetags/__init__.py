"""Template tags of plain screens."""
