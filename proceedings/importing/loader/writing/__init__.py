"""Write new and changed rows in bulk."""
