"""Files kept by the agency: written whole or not at all, known by their hash."""
