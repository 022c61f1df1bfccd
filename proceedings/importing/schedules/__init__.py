"""Programmes: those of frab, pretalx, Indico, Sessionize and calendars become sessions, and talks with their speakers.

A talk becomes a summary by its speakers, with the abstract as its text. The identifiers are those of the source, so
that the same programme can be read again when it has changed.
"""

from .frab import read_frab
from .icalendar_file import read_icalendar
from .indico import read_indico
from .pretalx import read_pretalx
from .sessionize import read_sessionize

__all__ = ["read_frab", "read_icalendar", "read_indico", "read_pretalx", "read_sessionize"]
