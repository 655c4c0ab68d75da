"""Outgoing and incoming documents, electronic exchange, certificates."""
