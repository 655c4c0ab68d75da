"""A made-up agency with ten years of work in it: written to worksheets, then imported through the same doors."""
