"""Autonomy of agencies and of public units, savings."""
