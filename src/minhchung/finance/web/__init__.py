"""Doors of finance."""
