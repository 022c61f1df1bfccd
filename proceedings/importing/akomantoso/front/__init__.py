"""The facts of a file about the debate as a whole: its day, its title, its time zone."""
