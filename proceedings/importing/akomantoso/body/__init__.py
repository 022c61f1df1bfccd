"""The body of a debate: sections, and the statements in them."""
