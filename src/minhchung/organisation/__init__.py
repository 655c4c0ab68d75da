"""Units and their dated versions, succession, office hours."""
