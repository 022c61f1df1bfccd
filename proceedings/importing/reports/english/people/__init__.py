"""The people, groups and things that an English sentence mentions."""
