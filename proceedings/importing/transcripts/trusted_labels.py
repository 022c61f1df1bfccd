"""Decide which labels of a document are those of its speakers, from all of them together."""

import re
from collections import Counter

from .capacities import fold, is_person, part, without_country
from .forms import INITIALS, PARENTHESES, is_full, is_name_like
from .label import Strength
from .labels import COLON
from .vocabulary import is_group, is_honorific, is_media, is_post, is_reporter, is_unnamed, is_voice

# The end of a sentence, how many letters after a name to look for one, and the least share of names with one.
SENTENCE, NEAR, MOSTLY_SPEAKING = re.compile('[.!?。！？]["”»’)]?(?:\\s|\\Z)'), 400, 0.7
# With this many bold labels, a document needs no other signs of labels.
ENOUGH_BOLD = 2
# A bold label of this many words is a person with a post, even if it does not look like a name.
LONG_LABEL = 3
# The letters for a question and an answer.
LETTERS = ({"Q", "A"}, {"P", "R"}, {"D", "R"}, {"Q", "R"}, {"F", "A"}, {"В", "О"}, {"问", "答"}, {"問", "答"})
WORD = re.compile(r"[^\W\d_]+")


class TrustedLabels:
    """Decides which labels are those of speakers: they are set off in the same way, or are repeated."""

    def __init__(self, labels, text):
        self.small = frozenset(word for word in WORD.findall(text) if word.islower())
        self.alone = alone([label for label in labels if label.is_alone], text)
        labels = [label for label in labels if not label.is_alone]
        self.numbers = Counter(key(label) for label in labels)
        set_off = [label for label in labels if self.is_set_off(label)]
        self.is_bold = sum(label.strength >= Strength.BOLD for label in set_off) >= ENOUGH_BOLD
        if not self.is_bold:
            set_off += [
                label for label in labels if is_name_like(label.text) and is_full(label.text) and label.has_sign
            ]
        self.known = {key(label) for label in set_off}
        self.surnames = {key(label).split()[-1] for label in set_off if key(label)}
        self.endings = {tuple(key(label).split()[-2:]) for label in set_off}
        letters = Counter(label.text for label in labels if len(label.text) == 1)
        self.has_letters = any(pair <= letters.keys() for pair in LETTERS) or letters["Q"] > 1
        self.has_countries = len({key(label) for label in labels if begins_with_country(label)}) > 1
        self.initials = repeated([label for label in labels if INITIALS.fullmatch(label.text)])
        apart = [label for label in labels if label.is_apart and is_name_like(label.text) and is_full(label.text)]
        plain = sum(label.strength == Strength.PLAIN for label in apart)
        if plain < sum(label.has_sign for label in set_off):
            # If other labels have colons, “Mr. Ash. Who is he?” is speech.
            apart = [label for label in apart if label.strength > Strength.PLAIN]
        self.apart = frozenset() if self.is_bold else repeated(apart, set_off)

    def is_set_off(self, label):
        if label.strength == Strength.VOICE:
            return True
        if label.strength == Strength.PLAIN or not label.has_sign:
            return False
        if is_name_like(label.text):
            return not self.is_heading(label)
        words = PARENTHESES.sub("", label.text).split()
        return len(words) >= LONG_LABEL and (
            is_voice(words[0]) or any(map(is_post, words)) or names_somebody(label.text)
        )

    def is_heading(self, label):
        """Return whether a label that occurs once has only words that the text also has in small letters: “Roads:”."""
        if label.is_numbered and not self.is_numbered_person(label):
            return True
        if is_media(label.text) and " " in label.text and self.numbers[key(label)] == 1:
            # "Good News"
            return True
        words = WORD.findall(key(label))
        return self.numbers[key(label)] == 1 and not is_unnamed(label.text) and self.small.issuperset(words)

    def accepts(self, label):
        """Return whether the label is that of a speaker."""
        if label.is_alone:
            return not self.is_bold and key(label) in self.alone
        if self.is_set_off(label):
            return True
        if self.is_heading(label):
            return False
        if key(label) in self.initials or (label.is_apart and key(label) in self.apart):
            return True
        if len(label.text) == 1:
            return self.has_letters
        return self.accepts_plain(label, self.is_known(key(label)))

    def is_numbered_person(self, label):
        """Return whether a label after a number is no heading of a list: it is repeated, or has a form of address."""
        is_noted = bool(PARENTHESES.search(label.text)) and is_full(label.text)
        return self.numbers[key(label)] > 1 or is_noted or is_honorific(label.text.split()[0])

    def accepts_plain(self, label, is_known):
        if is_reply(label.text) or is_reporter(label.text):
            return is_reporter(label.text) and label.has_sign
        if not label.has_sign:
            if is_group(label.text):
                return label.strength >= Strength.BOLD and label.is_apart
            return is_known and label.is_apart and is_name_like(label.text) and label.strength >= Strength.BOLD
        if self.is_bold or not is_name_like(label.text):
            if self.is_post_of_known(label.text):
                return not self.is_bold
            is_voice_of_nobody = is_unnamed(label.text) and label.text[:1].isupper()
            return is_known or is_voice_of_nobody
        is_delegation = self.has_countries and begins_with_country(label)
        return is_delegation or self.numbers[key(label)] > 1 or (is_known and names_somebody(label.text))

    def is_post_of_known(self, printed):
        """Return whether a label is a post and the name in another label: Russian prints the post in small letters."""
        words = PARENTHESES.sub("", printed).split()
        is_person_of_post = len(words) > LONG_LABEL and is_post(words[0]) and is_person(" ".join(words[-2:]))
        return is_person_of_post and fold(words[-1]) in self.surnames

    def is_known(self, name):
        """Return whether another label has the same words, the same name at its end, or the surname after initials."""
        *given, surname = name.split() or [""]
        is_surname = surname in self.surnames and all(len(word) == 1 or is_honorific(word) for word in given)
        return name in self.known or is_surname or (*given[-1:], surname) in self.endings


def repeated(labels, others=()):
    """Return the keys of several persons' labels if one of them is repeated, else an empty set.

    A page of biographies has each name once. `others` are further labels that a person can have.
    """
    names = [key(label).partition(",")[0] for label in {*labels, *others}]
    persons = [name.split()[-1] for name in names if name]
    return frozenset(map(key, labels)) if 1 < len(set(persons)) < len(persons) else frozenset()


def alone(labels, text):
    """Return the keys of names alone in their lines if they are a dialogue: two are repeated, or one if all are timed.

    A programme also has names in lines of their own, but no sentences after them.
    """
    numbers = Counter(map(key, labels))
    speaking = sum(bool(SENTENCE.search(text, label.words, label.words + NEAR)) for label in labels)
    again = sum(number > 1 for number in numbers.values())
    is_timed = all(label.seconds is not None for label in labels)
    is_dialogue = again > (0 if is_timed else 1) and len(numbers) > 1 and speaking >= MOSTLY_SPEAKING * len(labels)
    return frozenset(numbers) if is_dialogue else frozenset()


def is_reply(printed):
    """Return whether words address a person instead of naming the speaker: "No, Ms. Berg" and "Look, Anna Berg"."""
    before, comma, after = printed.partition(",")
    is_short = comma and len(before.split()) == 1 and not is_unnamed(before)
    return bool(is_short) and not is_post(before) and is_honorific((after.split() or [""])[0])


def begins_with_country(label):
    return label.has_sign and without_country(label.text.partition(",")[0].split())[1]


def names_somebody(printed):
    """Return whether a label has the name of a person, or is a word such as "Question"."""
    return is_unnamed(PARENTHESES.sub("", printed)) or bool(part(printed).name)


def key(label):
    """Return the words of a label without notes, to compare."""
    return fold(COLON.sub("", PARENTHESES.sub("", label.text)))
