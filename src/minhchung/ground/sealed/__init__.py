"""Sealed columns: encrypted in the database, opened one by one on purpose, found by exact match alone."""
