"""The whole public site as files that any web server can host, or a file browser open, for ever."""

from .crawler import Crawler, FailedError
from .folder import ForeignFolderError

__all__ = ["Crawler", "FailedError", "ForeignFolderError"]
