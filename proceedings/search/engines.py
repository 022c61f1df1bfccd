"""The full-text engine of each database."""

from . import sqlite
from .postgresql import engine as postgresql

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def engine(vendor):
    """The module with the SQL of a database, by the vendor of its connection."""
    return ENGINES[vendor]
