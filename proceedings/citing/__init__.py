"""Rows as references: pure functions to CSL, BibTeX, RIS, formatted citations, COinS and schema.org."""
