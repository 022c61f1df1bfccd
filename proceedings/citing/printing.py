"""Text that every format of references can carry."""

import re

# Control characters and noncharacters that XML, RIS and TeX have no way to write; line ends would break lines of RIS.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def printable(text: str) -> str:
    """The text on one line without those characters."""
    return " ".join(UNPRINTABLE.sub("", text).split())
