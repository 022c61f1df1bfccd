"""The event that a report is about: its title, days, place and organisers, as far as the report states them.

A field that is doubtful is left out: an editor notices an empty field sooner than a wrong one.
"""

from .conference import conference_of

__all__ = ["conference_of"]
