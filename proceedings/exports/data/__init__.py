"""Data packages: all public data of a conference or of the site in one zip, as fixtures, CSV and JSON."""
