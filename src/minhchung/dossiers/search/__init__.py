"""Searching dossiers by code, name, telephone and tax code, marks or not, in spite of one or two slips."""
