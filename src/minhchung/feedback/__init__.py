"""Reflections and recommendations of citizens and enterprises."""
