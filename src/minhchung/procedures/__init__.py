"""Procedures and their versions, time limits and cuts, publication."""
