"""Check new and changed rows as a whole, without a query for each."""
