"""Who is signed in, roles, and what they may do."""
