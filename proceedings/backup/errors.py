class BackupError(Exception):
    """A backup cannot be written or restored. The message names the place and the remedy."""
