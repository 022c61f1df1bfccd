"""The people whom a Chinese text names: their names, posts and forms of address."""
