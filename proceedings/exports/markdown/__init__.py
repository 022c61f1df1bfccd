"""Pages as Markdown with YAML front matter, and statements as plain text."""
