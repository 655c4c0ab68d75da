"""Notices to people outside: an outbox written with the deed, delivered until there is proof or a reason."""
