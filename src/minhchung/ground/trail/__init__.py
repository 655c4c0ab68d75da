"""Who did what, when it happened, when it was recorded: append-only, hash-chained."""
