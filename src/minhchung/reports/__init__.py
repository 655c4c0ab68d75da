"""Outlines and forms; edit, freeze, verify, publish."""
