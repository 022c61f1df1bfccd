"""Backups of a whole site in one file: rows with their keys, history, accounts and pictures, for either database."""

from .errors import BackupError
from .reader import BackupFile
from .restoration import restore
from .writer import write

__all__ = ["BackupError", "BackupFile", "restore", "write"]
