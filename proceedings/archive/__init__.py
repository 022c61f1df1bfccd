"""The public site as static files, for any web server or a file browser."""

from .crawler import Crawler, FailedError
from .folder import ForeignFolderError

__all__ = ["Crawler", "FailedError", "ForeignFolderError"]
