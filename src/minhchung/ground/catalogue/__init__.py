"""What everybody may find: title, words and address of each public page, ranked, in spite of a slip of the hand."""
