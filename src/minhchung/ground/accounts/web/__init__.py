"""Doors of accounts: signing in with one step or two, one's own account, and the accounts of others."""
