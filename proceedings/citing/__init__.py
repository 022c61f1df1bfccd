"""Citations of rows: pure functions to CSL, BibTeX, RIS, formatted text, COinS and schema.org."""
