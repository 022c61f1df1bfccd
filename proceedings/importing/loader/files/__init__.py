"""The files of fixtures: find and open them, and read them record by record."""
