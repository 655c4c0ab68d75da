"""What deeds of every room have in common: who acts, why a deed was not done, and the mark by which it is done once."""
