"""Sentences of an English report that go on with somebody's words, and those of the narrator."""
