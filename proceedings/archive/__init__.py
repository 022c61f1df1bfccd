"""The whole public site as files that any web server can host, or a file browser open, for ever."""

from .folder import ForeignFolderError
from .freezing import FailedError, Freezing

__all__ = ["FailedError", "ForeignFolderError", "Freezing"]
