"""The heart: a figure names the records that make it up; its number is their count, sum or share."""
