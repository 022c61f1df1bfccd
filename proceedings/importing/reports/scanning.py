"""Scan the tokens of a sentence for items, such as mentions and cues, that share no tokens."""


def scanned(tokens, item_at):
    """Yield (item, first, after) for the items at the tokens [first, after).

    `item_at(index)` returns (item or None, the index after it).
    """
    at = 0
    while at < len(tokens):
        item, after = item_at(at)
        if item:
            yield item, at, after
        at = max(after, at + 1)
