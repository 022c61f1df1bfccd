"""Every page as Markdown: its facts as YAML, then its words; and a statement as plain text."""
