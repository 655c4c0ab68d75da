"""Doors of the room: registers, decisions on people, judging, overviews."""
