"""English writing in a Vietnamese office."""
