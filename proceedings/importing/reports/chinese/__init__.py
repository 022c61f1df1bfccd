"""Chinese by rules: names follow posts, and cues follow names."""
