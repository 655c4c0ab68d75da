"""Legal documents: issuing, review, systematisation; dissemination of law."""
