"""The subject of each sentence, as far as it is a person whom the text mentions by name or title."""

import re

from .attributions import NAMED, PRONOUN, TITLED

# Between "Ann Ash protested" and "one must not, she said"; between "The floor was given to Ann Ash" and "she said".
CLAUSE_MARK = re.compile("[:;] |, (?:and|but) $")
# Characters of an article before a subject.
ARTICLE = 4


def sentence_subjects(analysis, text, grammar):
    """Return {sentence: its first mention of a person by name or title}.

    Somebody in an opening phrase is not the subject: the mayor in "After talks with the mayor, Ann Ash left".
    """
    subjects = {}
    for sentence, mention in analysis.first_mentions():
        is_recipient = grammar.recipient.search(text, sentence[0], mention.start)
        if mention.manner in {NAMED, TITLED} and not is_recipient:
            if is_receiving(mention, subjects.get(sentence), text, grammar):
                subjects[sentence] = mention
            first = subjects.setdefault(sentence, mention)
            is_oblique = grammar.oblique.search(text, sentence[0], first.start) and "," not in first.text
            if first is not mention and is_oblique and grammar.main_clause.match(text, first.end, mention.start):
                subjects[sentence] = mention
    return subjects


def is_receiving(mention, first, text, grammar):
    """Whether a Russian name is the subject, because the mention before it is oblique, or is given the floor.

    "Вместе с Анной Лунд выступил Пётр Бук", "гостем стал Пётр Бук", "Анна Лунд передала слово Петру Буку".
    """
    if first is None or mention.manner != NAMED:
        return False
    is_oblique = first.name not in first.text if first.name else grammar.is_oblique_title(first.text)
    return (is_oblique and mention.name in mention.text) or bool(grammar.floor.search(text, first.end, mention.start))


def is_first(mention, sentence):
    """Whether a sentence begins with a mention, not counting an article."""
    return mention.start - sentence[0] <= ARTICLE


def opens(subject, attribution, text):
    """Whether a sentence begins with the person whom its pronoun means: "Ann Ash set the tone: …, she said".

    So does "A different tone was struck by Ann Ash: …, she said".
    In Chinese, it can begin with more of the post: 学员代表、青年修复师田力发言时哽咽了，她说.
    """
    source = attribution.sources[0] if attribution.sources else None
    if source is None or source.manner != PRONOUN or subject.end > source.start:
        return False
    opening = (
        is_first(subject, attribution.sentence)
        or (text[source.start - 1] == "，" and subject.name not in {"", subject.text})
        or CLAUSE_MARK.search(text, subject.end, source.start)
    )
    return bool(opening) and not any(start <= subject.start < end for start, end in attribution.content)
