"""Finding: one analysis of words for both engines. Knows text and SQL, and nothing of the record."""
