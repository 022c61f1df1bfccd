"""Tables as CSV and JSON: a row for each statement, speaker, conference, organisation or theme."""

from .conferences import CONFERENCES
from .organisations import ORGANISATIONS
from .speakers import SPEAKERS
from .statements import STATEMENTS
from .themes import THEMES

TABLES = (STATEMENTS, SPEAKERS, CONFERENCES, ORGANISATIONS, THEMES)
