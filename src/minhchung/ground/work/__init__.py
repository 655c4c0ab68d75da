"""Work on many records in the background: runs and their items, leased, fenced, done item by item."""
