"""The edit distance of two words."""


def distance(a: str, b: str, most: int) -> int:
    """The number of letters that are wrong, missing, added or swapped with a neighbour; at most `most` + 1.

    >>> distance("lavrow", "lavrov", 1), distance("lavorv", "lavrov", 1), distance("peace", "war", 2)
    (1, 1, 3)
    """
    if abs(len(a) - len(b)) > most:
        return most + 1
    before, last = [], list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        row = [i]
        for j, other in enumerate(b, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
        before, last = last, row
    return last[-1]
