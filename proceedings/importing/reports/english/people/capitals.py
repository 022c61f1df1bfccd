"""The tokens of an English sentence, and the names of people, bodies and places among them."""

import re

from proceedings.importing.reports.english.people.genders import first_names
from proceedings.importing.reports.english.tokens import FUNCTION_WORDS, word_set
from proceedings.importing.reports.lexicon import words

from .posts import capital_words, countries

MOST_NAMES = 4
# "A", "S.P" of "S.P. Ash", and "J.-P".
INITIALS = re.compile(r"[^\W\d_a-z](?:[.-]+[^\W\d_a-z])*")

ACRONYM = re.compile(r"[A-Z]{2,}")
# Words that begin no name, even with capitals: "All Russia", "Four Danes".
NO_FIRST_WORDS = frozenset(
    {
        "all",
        "our",
        "this",
        "these",
        "those",
        "what",
        "how",
        "why",
        "which",
        "some",
        "every",
        "two",
        "three",
        "four",
        "five",
    }
    | {"six", "seven", "eight", "nine", "eleven", "twelve"}
)
# The most words of a name in capitals.
LONGEST_CAPITALS = 3
# Particles that are other words, too.
NUMBER_PARTICLES = frozenset({"ten", "den", "la", "le", "y", "e", "do", "os", "st", "mac", "san", "op", "het", "lo"})
# Prepositions of places, and words of their names.
WHERE = frozenset({"in", "at", "of", "from", "near", "to", "across", "outside", "around"})
COMPASS = frozenset({"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"})
# Words between the names of somebody and a parent: "Sultan bin Ahmed".
SONS = frozenset({"bin", "bint", "ibn", "binti"})
# Surnames that are pronouns, too: "He Wei".
SURNAMES = frozenset({"He", "She"})
# Titles that are first names, too.
NAMELIKE = frozenset({"emir", "sultan"})
# "On Friday Ann Ash left."
DAYS = frozenset({"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"})
# "On 14 March President Ann Ash left."
MONTHS = frozenset(month.capitalize() for month in words("en")["months"])
# Words before a surname, which end the name of a place.
FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof"})
GENERATIONS = frozenset({"jr", "sr", "jr.", "sr."})


def is_participle(lower):
    """Whether the first word of a sentence is "Opening", and not a name such as "Ding" or "Fleming"."""
    return lower.endswith("ing") and len(lower) > len("king") and lower not in word_set("names_like_participles")


def is_first_name(scanner, at):
    """Whether a title is a first name: "Emir Hadzic", but not "the Emir Tamim"."""
    return scanner.lower(at) in NAMELIKE and scanner.is_name_word(at + 1) and scanner.lower(at - 1) != "the"


class Capitals:
    """Scans the tokens of one sentence. `stops` are the indices of tokens that end a phrase, such as cues.

    `surnames` are the words of titles that are surnames in the text.
    """

    def __init__(self, tokens, stops=frozenset(), surnames=frozenset()):
        self.tokens, self.stops, self.surnames = tokens, stops, surnames

    def is_surname(self, at):
        """Whether the word of a title is a surname in the text: "Baker", where it has "Mr Baker"."""
        is_known = at < len(self.tokens) and self.tokens[at].text in self.surnames
        return is_known and self.lower(at - 1) != "the" and not self.is_name_word(at + 1)

    def lower(self, at):
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def text(self, first, after):
        words_, last = [], None
        for token in self.tokens[first:after]:
            glued = token.text in {"'s", "'", ",", "."} or last is None
            words_.append(("" if glued else " ") + token.text)
            last = token
        return "".join(words_).strip()

    def is_body_word(self, at):
        return self.tokens[at].text in capital_words("organisation_words")

    def country_end(self, at):
        """Return the index after the name of a country at a token, or the index itself."""
        for others in countries().get(self.lower(at), ()):
            if tuple(self.lower(at + 1 + index) for index in range(len(others))) == others:
                return at + 1 + len(others)
        return at

    def is_place_or_body(self, first, after):
        tokens = range(first, after)
        if self.lower(first) in NO_FIRST_WORDS or self.is_line(first, after):
            return True
        if any(self.is_body_word(index) for index in tokens) or self.country_end(first) >= after:
            return True
        # "Day Two".
        is_number = after - first > 1 and self.lower(after - 1) in word_set("numbers")
        is_day = after - first > 1 and self.tokens[after - 1].text == "Day" and self.lower(first) not in first_names()
        return is_number or is_day or any(self.tokens[index].text in capital_words("weekdays") for index in tokens)

    def is_line(self, first, after):
        """Whether capitals are a line of nothing else: "SOUTHERN DAMS WORKING GROUP", "WMO"."""
        is_acronym = after - first == 1 and ACRONYM.fullmatch(self.tokens[first].text)
        is_long = after - first > LONGEST_CAPITALS or bool(is_acronym)
        return is_long and all(token.text.isupper() for token in self.tokens[first:after])

    def is_located(self, first, after):
        """Whether a name is that of a place by what is around it: "of Jalisco, Mexico", "in West Elm Province"."""
        is_inside = self.lower(first - 1) in WHERE and first > 0
        if first > 1 and self.lower(first) not in first_names():
            is_of = self.lower(first - 1) == "of" and self.lower(first - 2) in word_set("settlements")
            if is_of or self.lower(first - 1) in word_set("before_places"):
                return True
        country = after + 1
        is_listed = self.lower(after) == "," and country < len(self.tokens) and self.country_end(country) > country
        return is_inside and (is_listed or self.lower(after - 1) in COMPASS or self.lower(first) in COMPASS)

    def is_name_word(self, at):
        if at >= len(self.tokens) or at in self.stops:
            return False
        token = self.tokens[at]
        # "R-Ohio" is a party and a place.
        if not token.is_capital or not token.text[0].isalpha() or token.text[1:2] == "-":
            return False
        if at == 0 and token.text in SURNAMES and self.tokens[1:2] and self.tokens[1].is_capital:
            return True
        # "Fleming said", "Fleming's": a name.
        is_verb = is_participle(token.lower) and not (at + 1 in self.stops or self.lower(at + 1) == "'s")
        return not (at == 0 and (token.lower in FUNCTION_WORDS or is_verb))

    def capital_end(self, at):
        while self.is_name_word(at):
            at += 1
        return at

    def is_short_post(self, at):
        """Whether a token is "PM" of "PM Ann Ash", and not that of "10 PM"."""
        is_number = at > 0 and self.tokens[at - 1].text.isdigit()
        return at < len(self.tokens) and self.tokens[at].text in capital_words("short_posts") and not is_number

    def is_post_word(self, at):
        """Whether a token is the word of a post, and no surname after a first name: "Ann Baker"."""
        is_post = self.lower(at) in word_set("titles") or self.is_short_post(at)
        is_son = self.lower(at + 1) in SONS and self.is_name_word(at + 2)
        is_post = is_post and not is_first_name(self, at) and not is_son and not self.is_surname(at)
        return is_post and (not at or self.lower(at - 1) not in first_names())

    def name_end(self, first):
        """Return the index after a name: capitals with particles and initials between them, and "Jr." after them."""
        at = count = 0
        index = first
        while index < len(self.tokens) and count <= MOST_NAMES:
            token = self.tokens[index]
            is_initial = bool(INITIALS.fullmatch(token.text)) and self.lower(index + 1) == "."
            is_name = self.is_name_word(index) and token.text not in capital_words("postnominals") | DAYS
            if is_name and count and token.lower in FORMS_OF_ADDRESS:
                # "In Oslo Mr Birch left."
                break
            if is_name and not self.is_post_word(index):
                index += 2 if is_initial else 1
                at, count = index, count + 1
            elif (count or self.leads(index)) and token.lower in word_set("particles") and index not in self.stops:
                index += 1
            else:
                break
        return self.generation_end(at) if at else first

    def leads(self, at):
        """Whether a name can begin with a particle: "van Dijk"."""
        if self.lower(at) in NUMBER_PARTICLES:
            return False
        # "Van der Berg".
        while self.lower(at) in word_set("particles") and self.lower(at + 1) in word_set("particles"):
            at += 1
        return self.is_name_word(at + 1) and not self.is_post_word(at + 1)

    def generation_end(self, at):
        """Return the index after "Jr." or ", Jr.," after a name."""
        comma = at + (self.lower(at) == ",")
        if self.lower(comma) in GENERATIONS:
            at = comma + 1
        return at + (self.lower(at) == "." and self.lower(at - 1) in GENERATIONS and at + 1 < len(self.tokens))
