"""Normalise a text at equal length, so that every offset in the result is one in the text."""

CHARACTERS = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u2009\u200a\u202f\u3000\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", " "),
        **dict.fromkeys("‘’ʼ‛`´", "'"),
        **dict.fromkeys("‐‑", "-"),
        **dict.fromkeys("―", "—"),
        **dict.fromkeys("‧", "·"),
        **dict.fromkeys("\r\x0b\x0c\x85\u2028\u2029", "\n"),
    }
)


def normalised(text):
    """Return the text with one kind of space, apostrophe, hyphen, dash and point.

    >>> normalised("Minister\u00a0Smith’s")
    "Minister Smith's"
    """
    return text.translate(CHARACTERS).replace(" -- ", " —  ")
