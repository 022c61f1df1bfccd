"""The complements of English posts, and where a name begins after one: "Minister of Trade A. B. Ash"."""

from proceedings.importing.reports.english.people.genders import first_names
from proceedings.importing.reports.english.tokens import word_set

from .appositions import DETERMINERS
from .capitals import ACRONYM, INITIALS, Capitals
from .posts import FORMER, adjectives, capital_words, is_inhabitant

PREPOSITIONS = frozenset({"of", "for", "to", "on", "in", "at", "with", "under"})
# The most words of a complement: "head of the water and roads department".
LONGEST_COMPLEMENT = 9
STOPS = frozenset(
    {
        "who",
        "whose",
        "whom",
        "which",
        "that",
        "is",
        "was",
        "were",
        "are",
        "be",
        "been",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
    }
    | {"could", "should", "may", "might", "must", "also", "then", "but", "or", "as", "when", "while", "by", "from"}
    | {"followed", "further", "again", "not", "he", "she", "they", "it", "if", "because", "after", "before", "during"}
)
# Words and marks that can follow a complement.
CLOSES = frozenset({"", ",", ".", ";", "said", "who", "and", ")"})
# The end of "Mayor of Elm district".
DISTRICTS = frozenset(
    {"district", "region", "province", "county", "municipality", "oblast", "aimag", "territory", "department", "canton"}
)
# The words of a full name such as "Ann Ash".
FULL_NAME = 2


class Complements(Capitals):
    """Finds the ends of complements among the tokens of one sentence; Scanner defines `title_run` and `title_end`."""

    def complement_end(self, at):
        """Return the index after the object of a preposition: an article, then capitals or words in small letters."""
        index = at + (self.lower(at) in DETERMINERS)
        first = index
        while index < len(self.tokens) and index not in self.stops and index - first < LONGEST_COMPLEMENT:
            token = self.tokens[index]
            if index > first and token.is_capital and token.lower in word_set("honorifics"):
                break
            if index > first and INITIALS.fullmatch(token.text) and self.lower(index + 1) == ".":
                # "Minister of Trade A. B. Ash".
                break
            next_capital = index + 1 < len(self.tokens) and self.tokens[index + 1].is_capital
            if token.lower in {"and", "&", "the", "'s", "'"} and index > first:
                begin, end = self.title_run(index + 1)
                # "Mayor of Elm and museum director Bo Birch".
                is_next = self.lower(index + 1).isalpha() and self.title_end(index + 2) > index + 2
                # "Minister of Food and Trade Ann Ash and Governor Bo Birch": two fields of one office.
                is_post = end > begin and "and" not in {each.lower for each in self.tokens[index + 1 : begin]}
                is_other = is_post or is_next or self.lower(index + 1) in FORMER
                # "Secretary of the drivers' union".
                is_owner = token.lower == "'s" or (token.lower == "'" and self.lower(index - 1).endswith("s"))
                goes_on = next_capital or (is_owner and self.lower(index + 1).isalpha())
                if is_other if token.lower == "and" else not goes_on:
                    break
            elif not self.is_listed(index, first) and self.ends_complement(index, first):
                break
            index += 1
        while index > first and self.lower(index - 1) in {"and", "the", "'s", ","}:
            index -= 1
        return index if index > first else at

    def is_listed(self, index, first):
        """Whether a comma stands between the fields of one office: "Minister for Industry, Mines and Energy"."""
        is_comma = self.lower(index) == "," and index > first and self.lower(index + 2) in {"and", ","}
        is_office = is_comma and self.tokens[index + 1].is_capital
        are_offices = is_office and {self.lower(index - 1), self.lower(index + 1)} <= word_set("portfolios")
        return is_office and (self.is_body_word(index + 1) or are_offices)

    def ends_complement(self, index, first):
        """Whether a token cannot go on with a complement: among others, words in small letters after capitals."""
        token = self.tokens[index]
        if token.lower in STOPS | PREPOSITIONS or not token.text[0].isalnum():
            return True
        follows = index > first and self.tokens[index - 1].is_capital and self.lower(index - 1) not in adjectives()
        is_end = follows and not token.is_capital and token.lower not in word_set("titles")
        is_district = token.lower in DISTRICTS and self.lower(index + 1) in CLOSES
        return is_end and not is_district and not self.is_before_body(index)

    def is_before_body(self, index):
        """Whether a token is the first of "marketing board" in "head of the Elm marketing board"."""
        is_article = self.lower(index - 2) == "the"
        for at in range(index, min(index + FULL_NAME, len(self.tokens))):
            word = self.tokens[at].text
            if at in self.stops or not (word.isalpha() and word.islower()) or word in STOPS | PREPOSITIONS:
                return False
            if word.capitalize() in capital_words("organisation_words"):
                return is_article and self.lower(at + 1) in CLOSES
        return False

    def is_acronym(self, at):
        """Whether a token is in capitals before a name that is not: "Secretary-General of ASEAN Ann Ash"."""
        following = self.tokens[at + 1].text if at + 1 < len(self.tokens) else ""
        return bool(ACRONYM.fullmatch(self.tokens[at].text)) and following[:1].isupper() and not following.isupper()

    def is_infinitive(self, at):
        """Whether "to" begins no complement: "told the Governor to send help", but "adviser to the Mayor"."""
        follows = self.lower(at + 1)
        is_verb = follows.isalpha() and at + 1 < len(self.tokens) and self.tokens[at + 1].text == follows
        return self.lower(at) == "to" and is_verb and follows not in DETERMINERS and self.title_end(at + 1) == at + 1

    def is_named(self, end, complement):
        """Whether a place or an occasion follows the name behind a post: "Mayor of Elm Ann Ash at the Palace"."""
        first = self.name_start(end, complement)
        is_place = self.lower(complement) in {"at", "in", "on", "with", "under"} and end < first < complement - 1
        return is_place and self.name_end(first) == complement and not self.is_place_or_body(first, complement)

    def inhabitant_end(self, first):
        """Return the index after "Dane Ann Ash", but not after "Danish Export Agency"; `first` if there is none."""
        after = self.name_end(first + 1) if is_inhabitant(self.tokens[first].text) else first
        is_person = after > first + FULL_NAME and not self.is_place_or_body(first + 1, after)
        return after if is_person else first

    def is_before_name(self, at):
        """Whether a full name stands after a comma at a token."""
        return self.lower(at) == "," and self.name_end(at + 1) > at + FULL_NAME

    def is_behind_name(self, at):
        """Whether a full name, and no place, stands before a comma at the token before."""
        begin = at - 1 if self.lower(at - 1) == "," else 0
        while begin > 0 and self.is_name_word(begin - 1):
            begin -= 1
        return begin + FULL_NAME < at and self.lower(begin - 1) not in {"in", "at", "near", "from"}

    def is_place_beside_name(self, at, first, after):
        """Whether capitals are a place beside a full name: "Mayor of Old Elm Port, Ann Ash", not "of Elm Ann Ash"."""
        # "President of Togo Ann Ash" in a list of presidents.
        is_complete = any(self.country_end(index) == first for index in range(max(first - FULL_NAME, 0), first))
        is_complete = is_complete or self.is_body_word(first - 1) or self.lower(first - 1) in word_set("portfolios")
        is_place = self.lower(first) not in first_names() and not (is_complete and after - first >= FULL_NAME)
        is_behind = self.lower(at - 1) == "," and self.is_behind_name(at)
        return is_place and (self.is_before_name(after) or is_behind)

    def name_start(self, end, complement):
        """Return the index where a name begins after a post: at the end of its complement, or within its capitals."""
        if complement == end:
            return end
        first = complement
        while first > end and self.is_name_word(first - 1):
            first -= 1
        if complement - first < 1:
            return complement
        before = self.tokens[first - 1].text
        is_behind_body = before.islower() and before.capitalize() in capital_words("organisation_words")
        if is_behind_body and complement - first == FULL_NAME and self.lower(first) not in word_set("particles"):
            # "Chair of the railway company Ann Ash".
            return first
        is_body = self.is_body_word
        bodies = (index for index in range(first, complement) if is_body(index) or self.is_acronym(index))
        last_body = max(bodies, default=-1)
        start = max(last_body + 1, self.country_end(first))
        rest = complement - start
        if start > first:
            # "Director of Elm Bank Dunes" is no Mr Dunes.
            return complement if rest == 1 and start == last_body + 1 else start
        is_based = any(token.lower.endswith("-based") for token in self.tokens[first:complement])
        is_based = is_based or self.lower(first - 1) == "the"
        # "Speaker of the Landsting Ann Ash".
        is_named = rest > FULL_NAME and self.lower(complement - FULL_NAME) in first_names()
        if is_based and not is_named:
            # "Director of the Northern Cape Array".
            return complement
        # "of Saxony" is a place, and of three capitals the last two are the name.
        return complement - FULL_NAME if rest > FULL_NAME else complement
