"""The pictures of the user's guide, by the rooms that they show."""
