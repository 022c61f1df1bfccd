"""The names in a debate, matched to the rows of the record."""
