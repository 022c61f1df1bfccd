"""The edit distance of two words."""

from rapidfuzz.distance import OSA


def distance(a: str, b: str, most: int) -> int:
    """Return the number of wrong, missing, extra or swapped letters, or `most + 1` if there are more than `most`.

    This is the optimal string alignment distance.

    >>> distance("lavrow", "lavrov", 1), distance("lavorv", "lavrov", 1), distance("peace", "war", 2)
    (1, 1, 3)
    """
    return OSA.distance(a, b, score_cutoff=most)
