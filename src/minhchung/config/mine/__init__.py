"""What is one's own over all rooms: what is due, its calendar; finding places and records; the story of a record."""
