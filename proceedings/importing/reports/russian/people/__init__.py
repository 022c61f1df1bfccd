"""The people that a Russian sentence mentions, with their posts."""
