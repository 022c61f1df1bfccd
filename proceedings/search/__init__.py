"""Full-text search with one analysis of words for both databases. Knows text and SQL, but no models."""
