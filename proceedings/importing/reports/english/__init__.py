"""English by rules, without a parser."""
