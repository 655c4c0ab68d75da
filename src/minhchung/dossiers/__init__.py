"""Dossiers of the one-stop desk: their life, their clock, their verdict."""
