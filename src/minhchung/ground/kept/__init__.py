"""What seldom changes, kept in the process and asked anew as soon as it has changed, whatever changed it."""
