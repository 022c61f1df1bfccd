"""Files, feeds and protocols for tools."""
