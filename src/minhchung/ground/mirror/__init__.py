"""Connectors to systems whose records are mirrored here: a folder that is watched, an address that is asked."""
