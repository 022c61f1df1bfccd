"""Find the people that an English sentence mentions, with their posts."""

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, TITLED, Mention
from proceedings.importing.reports.english.spelling import first_names
from proceedings.importing.reports.english.tokens import FUNCTION_WORDS, word_set
from proceedings.importing.reports.scanning import scanned

from .posts import FORMER, adjectives, capital_words, combine, countries, is_no_name, post_and_organisation

DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their", "this", "one", "another"})
PREPOSITIONS = frozenset({"of", "for", "to", "on", "in", "at", "with", "under"})
# Words in small letters that a post can go on with: "head of the water and roads department".
LONGEST_COMPLEMENT = 9
STOPS = frozenset(
    {"who", "which", "that", "is", "was", "were", "are", "be", "been", "has", "have", "had", "will", "would", "can"}
    | {"could", "should", "may", "might", "must", "also", "then", "but", "or", "as", "when", "while", "by", "from"}
    | {"followed", "further", "again", "not", "he", "she", "they", "it", "if", "because", "after", "before", "during"}
)
POSSESSIVE, STYLES = frozenset({"his", "her"}), frozenset({"excellency", "majesty", "highness", "holiness", "honour"})
MOST_NAMES = 4
# Words of a usual name.
FULL_NAME = 2


class Scanner:
    """Scans the tokens of one sentence. `stops` are the indices of tokens that end a phrase, such as cues."""

    def __init__(self, tokens, stops=frozenset()):
        self.tokens, self.stops = tokens, stops

    def mentions(self):
        """Return the mentions in order, appositions joined to the names that they explain."""
        mentions = self.joined(list(scanned(self.tokens, self.mention_at)))
        mentions = [each for each in mentions if not self.is_thing(each)]
        for mention in mentions:
            if mention.manner == NAMED and all(map(is_no_name, mention.name.split())):
                # "The Tajik and Afghan Presidents", "Residents": a group.
                mention.manner, mention.name = COLLECTIVE, ""
        return mentions

    def is_thing(self, mention):
        """Whether what looks like a name is the first word of a sentence, and a thing: "Polls", "Two-thirds"."""
        is_first = mention.manner == NAMED and mention.start == self.tokens[0].start and mention.text == mention.name
        name = mention.name.lower()
        known = word_set("documents") | word_set("shares") | word_set("numbers")
        return is_first and bool({name, name.partition("-")[0]} & known)

    def mention_at(self, at):
        """Return the mention that begins at a token, or None, and the index after it."""
        token = self.tokens[at]
        if token.lower in POSSESSIVE and self.lower(at + 1) in STYLES:
            # "His Excellency".
            return Mention(token.start, self.tokens[at + 1].end, PRONOUN, token.text), at + 2
        if token.lower in word_set("pronouns") and token.text != "US":
            return Mention(token.start, token.end, PRONOUN, token.text), at + 1
        first = at + (token.lower == "the")
        if self.lower(first) in word_set("honorifics") and self.tokens[first].is_capital:
            first += 1
            while self.lower(first) in word_set("honorifics") or self.lower(first) == ".":
                first += 1
            after = self.name_end(first)
            if after > first:
                return self.mention(NAMED, at, after, name=(first, after)), after
            return None, at + 1
        first = at + (token.lower in DETERMINERS)
        return self.phrase_at(at, first)

    # Phrases of a post, an organisation and a name

    def phrase_at(self, at, first):
        """Return the mention of a phrase with a post, or of a bare name; `first` is the index after its article."""
        begin, end = self.title_run(first)
        if first > at and self.lower(first + 1) == "'s" and self.title_end(first + 2) > first + 2:
            # "The scheme's author".
            begin, end = first + 2, self.title_end(first + 2)
        if end > begin and self.is_name_word(end) and self.is_body_word(end) and self.is_name_word(end - 1):
            # "The Justice Department".
            return None, self.capital_end(end)
        if end > begin:
            return self.titled(at, first, begin, end)
        after = self.name_end(first)
        if after - first >= 1 and first == at and not self.is_place_or_body(first, after):
            return self.mention(NAMED, at, after, name=(first, after)), after
        return None, max(self.capital_end(first), first)

    def title_run(self, first):
        """Return the (begin, end) of the first run of title words after capitals; (first, first) if there is none."""
        at, last = first, min(len(self.tokens), first + 14)
        if self.lower(first) in FORMER and self.lower(first + 1) in adjectives():
            at += 1
        while at < last and at not in self.stops:
            end = self.title_end(at)
            if end > at:
                return at, end
            token = self.tokens[at]
            if token.text in capital_words("weekdays"):
                break
            follows_capital = at > first and (self.tokens[at - 1].is_capital or self.lower(at - 1) in {"'s", "the"})
            links = token.lower in {"of", "and", "for", "'s", "'", "&"} and at > first
            links = links or (token.lower == "the" and self.lower(at - 1) in {"of", "for", "and"})
            is_adjective = token.text.isalpha() and follows_capital and self.title_end(at + 1) > at + 1
            if not (self.is_name_word(at) or links or is_adjective):
                break
            at += 1
        return first, first

    def title_end(self, at):
        """Return the index after a run of title words at a token, or the index itself: "First Deputy Minister"."""
        end = at
        if 0 < at < len(self.tokens) and self.tokens[at].is_capital and self.lower(at - 1) in first_names():
            # "Ann Baker".
            return at
        for index in range(at, min(len(self.tokens), at + 6)):
            lower = self.lower(index)
            # The last part of "Minister-President".
            is_title = lower in word_set("titles") or ("-" in lower and lower.rpartition("-")[2] in word_set("titles"))
            if index in self.stops or not (is_title or lower in word_set("title_modifiers")):
                break
            if is_title:
                end = index + 1
        is_name = self.is_name_word(at + 1)
        if end > at and (self.lower(at) == "and" or (self.lower(at) == "state" and not is_name)):
            return at
        return end

    def titled(self, at, first, begin, end):
        """Return the mention with a post at [begin, end), the complement and the name after it."""
        complement = end
        while self.lower(complement) in PREPOSITIONS and complement not in self.stops:
            after = self.complement_end(complement + 1)
            if after == complement + 1:
                break
            complement = after
        name_first = self.name_start(end, complement)
        after = self.name_end(name_first) if name_first < len(self.tokens) else name_first
        after = max(after, min(complement, name_first))
        post_end = min(name_first, after) if name_first < after else complement
        owner = self.text(first, begin)
        post, organisation = post_and_organisation(owner, self.text(begin, end), self.text(end, post_end))
        has_name = after > name_first and name_first >= end and self.is_name_word(name_first)
        name = (name_first, after) if has_name else None
        manner = NAMED if has_name else TITLED
        return self.mention(manner, at, after, name=name, post=post, organisation=organisation), after

    def complement_end(self, at):
        """Return the index after the object of a preposition: an article, then capitals or words in small letters."""
        index = at + (self.lower(at) in DETERMINERS)
        first = index
        while index < len(self.tokens) and index not in self.stops and index - first < LONGEST_COMPLEMENT:
            token = self.tokens[index]
            next_capital = index + 1 < len(self.tokens) and self.tokens[index + 1].is_capital
            if token.lower in {"and", "&", "the", "'s", "'"} and index > first:
                begin, end = self.title_run(index + 1)
                is_other = end > begin or self.lower(index + 1) in FORMER
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
        """Whether a comma stands between the subjects of one office."""
        is_comma = self.lower(index) == "," and index > first and self.lower(index + 2) in {"and", ","}
        return is_comma and self.tokens[index + 1].is_capital and self.is_body_word(index + 1)

    def ends_complement(self, index, first):
        """Whether a token cannot go on with a complement: among others, words in small letters after capitals."""
        token = self.tokens[index]
        if token.lower in STOPS | PREPOSITIONS or not token.text[0].isalnum():
            return True
        follows = index > first and self.tokens[index - 1].is_capital
        return follows and not token.is_capital and token.lower not in word_set("titles")

    def name_start(self, end, complement):
        """Return the index where a name begins after a post: at the end of its complement, or within its capitals."""
        if complement == end:
            return end
        first = complement
        while first > end and self.is_name_word(first - 1):
            first -= 1
        if complement - first < 1:
            return complement
        last_body = max((index for index in range(first, complement) if self.is_body_word(index)), default=-1)
        start = max(last_body + 1, self.country_end(first))
        rest = complement - start
        if start > first:
            return start
        # "of Saxony" is a place, and of three capitals the last two are the name.
        return complement - FULL_NAME if rest > FULL_NAME else complement

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
        if any(self.is_body_word(index) for index in tokens) or self.country_end(first) >= after:
            return True
        return any(self.tokens[index].text in capital_words("weekdays") for index in tokens)

    # Capitals

    def is_name_word(self, at):
        if at >= len(self.tokens) or at in self.stops:
            return False
        token = self.tokens[at]
        # "R-Ohio" is a party and a place.
        if not token.is_capital or not token.text[0].isalpha() or token.text[1:2] == "-":
            return False
        return not (at == 0 and (token.lower in FUNCTION_WORDS or token.lower.endswith("ing")))

    def capital_end(self, at):
        while self.is_name_word(at):
            at += 1
        return at

    def is_post_word(self, at):
        """Whether a token is the word of a post, and no surname behind a first name: "Ann Baker"."""
        return self.lower(at) in word_set("titles") and (not at or self.lower(at - 1) not in first_names())

    def name_end(self, first):
        """Return the index after a name: capitals with particles and initials between them."""
        at = count = 0
        index = first
        while index < len(self.tokens) and count <= MOST_NAMES:
            token = self.tokens[index]
            is_initial = len(token.text) == 1 and token.text.isupper() and self.lower(index + 1) == "."
            if self.is_name_word(index) and not self.is_post_word(index) and token.text != "SCO":
                index += 2 if is_initial else 1
                at, count = index, count + 1
            elif count and token.lower in word_set("particles") and index not in self.stops:
                index += 1
            else:
                break
        return at or first

    # Appositions

    def joined(self, rows):
        """Join "Ann Ash, Minister of Trade," and "the Minister of Trade, Ann Ash," to one mention each."""
        mentions, skip = [], -1
        for number, (mention, _first, after) in enumerate(rows):
            if number == skip:
                continue
            other = rows[number + 1] if number + 1 < len(rows) else None
            if other and other[1] == after + 1 and self.lower(after) in {",", "("} and self.closes(*other[1:]):
                combined = combine(mention, other[0])
                if combined:
                    mentions.append(combined)
                    skip = number + 1
                    continue
            mentions.append(mention)
        return mentions

    def closes(self, first, at):
        if at in self.stops:
            # "Asked about Ann Ash, the mayor said".
            return self.lower(first) not in DETERMINERS
        closing = {"", ",", ".", ";", ")", "and", "—", "–", "of", "from", "who", "which", "that"}
        return self.lower(at) in closing

    # Texts

    def lower(self, at):
        return self.tokens[at].lower if 0 <= at < len(self.tokens) else ""

    def text(self, first, after):
        words_, last = [], None
        for token in self.tokens[first:after]:
            glued = token.text in {"'s", "'", ",", "."} or last is None
            words_.append(("" if glued else " ") + token.text)
            last = token
        return "".join(words_).strip()

    def mention(self, manner, first, after, *, name=None, post="", organisation=""):
        begin = first + (self.lower(first) in DETERMINERS)
        return Mention(
            self.tokens[first].start,
            self.tokens[after - 1].end,
            manner,
            self.text(begin, after),
            self.text(*name) if name else "",
            post,
            organisation,
            manner == TITLED and self.lower(first) in {"a", "an", "one", "another"},
        )
