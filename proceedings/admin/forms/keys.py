"""Primary keys as they arrive in addresses and forms, where they may be any text."""

import re

# The largest number that every database can take as a key has 19 digits.
KEY = re.compile(r"[0-9]{1,18}")
