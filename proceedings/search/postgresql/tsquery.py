"""A tree of words as a tsquery of PostgreSQL."""

from proceedings.search.query import Every, Words, in_a_row
from proceedings.search.words.analysis import Phrase


def expression(tree, *, exact=False, part=""):
    """The tsquery of a tree, with quoted terms. Terms of phrases must be adjacent only if `exact`.

    `part` is A for titles, D for texts.
    """
    if isinstance(tree, Words):
        return f"({' | '.join(phrase_expression(phrase, exact, part) for phrase in tree.phrases)})"
    joined = " & " if isinstance(tree, Every) else " | "
    return f"({joined.join(expression(one, exact=exact, part=part) for one in tree.parts)})"


def favoured_expression(tree):
    """The tsquery of favoured hits: all words in the title, or in a row anywhere."""
    rows = (phrase_expression(phrase, exact=True) for phrase in in_a_row(tree))
    return " | ".join([expression(tree, part="A"), *rows])


def phrase_expression(phrase, exact, part=""):
    if phrase.whole:
        whole = f"'{phrase.whole}'" + (f":{part}" if part else "")
        return f"({phrase_expression(Phrase(phrase.terms), exact, part)} & {whole})"
    if not exact or len(phrase.terms) == 1:
        return f"({' & '.join(dict.fromkeys(quoted_terms(phrase, part)))})"
    # A phrase cannot begin in the title and end in the text.
    return f"({' | '.join(' <-> '.join(quoted_terms(phrase, part)) for part in 'AD')})"


def quoted_terms(phrase, part=""):
    *before, last = (f"'{term}'" for term in phrase.terms)
    marks = f"{'*' * phrase.open}{part}"
    return [*(f"{term}:{part}" if part else term for term in before), f"{last}:{marks}" if marks else last]


def is_plain(tree):
    """Whether the tree has only words of letters.

    PostgreSQL's parser may split words that mix letters, digits and vowel signs, depending on the locale.
    """
    if isinstance(tree, Words):
        return all(term.isalpha() for phrase in tree.phrases for term in (*phrase.terms, phrase.whole or "a"))
    return all(map(is_plain, tree.parts))


def has_phrase(tree):
    if isinstance(tree, Words):
        return any(len(phrase.terms) > 1 for phrase in tree.phrases)
    return any(map(has_phrase, tree.parts))
