"""Find the people that an English sentence mentions, with their posts."""

from dataclasses import replace

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, TITLED, Mention
from proceedings.importing.reports.english.people.genders import first_names
from proceedings.importing.reports.english.tokens import FUNCTION_WORDS, is_generic_title, is_title, word_set
from proceedings.importing.reports.scanning import scanned

from .appositions import DETERMINERS, joined
from .capitals import DAYS, MONTHS, SONS, SURNAMES, is_first_name
from .complements import PREPOSITIONS, Complements
from .posts import FORMER, adjectives, capital_words, is_inhabitant, is_no_name, post_and_organisation

POSSESSIVE = frozenset({"his", "her"})
STYLES = frozenset(
    {"excellency", "majesty", "highness", "holiness", "honour", "honor", "worship", "lordship", "grace", "eminence"}
)
RETIRED = frozenset({"ret", "retd", "rtd", "retired", "ret'd"})
PERSONS = frozenset({"man", "woman", "gentleman", "lady", "representative", "delegate", "speaker", "participant"})
SUFFIXES = frozenset({"sahib", "saheb", "saab", "bey", "bhai", "ji", "didi", "sensei", "san", "agha", "hanim"})
# What follows "the Dane".
BEHIND_SOMEBODY = frozenset(
    {"", ",", ".", "'s", "who", "also", "then", "himself", "herself", "did", "was", "had", "has", "would", "will"}
)
LONGEST_NAME = 3
# "Every farmer" is nobody in particular.
QUANTIFIERS = frozenset({"each", "every", "no", "any", "some", "per"})
ONE = frozenset({"a", "an", "one", "another"})
# "At the State Palace with Minister Ann Ash": no words of a post.
NO_ADJECTIVES = FUNCTION_WORDS | {"is", "was", "became", "becomes", "remains"}
# Adjectives before an occupation, and the occupation.
MOST_ADJECTIVES = 3


def behind_honorifics(scanner, first, after):
    """Return the index of the name after "Dr" in "Principal Secretary Dr Ann Ash"."""
    at = first
    if scanner.lower(at) == "(" and scanner.lower(at + 1) in RETIRED:
        # "Colonel (ret.) Ann Ash".
        at += 3 + (scanner.lower(at + 2) == ".")
    while at < after and (scanner.lower(at) in word_set("honorifics") | {"."} or scanner.is_bracketed(at)):
        at += 1
    return at if at < after else first


def is_of_body(scanner, first, after):
    """Whether capitals are the rest of a body's name, or a place: "the University of Elm", "Ann Ash (Elm)"."""
    if after - first == 1 and scanner.lower(first - 1) == "(" and scanner.lower(after) == ")":
        return first > 1 and scanner.is_name_word(first - 2)
    of = first - 1 - (scanner.lower(first - 1) == "the")
    is_known = scanner.lower(first) in first_names()
    return of > 0 and scanner.lower(of) == "of" and scanner.is_body_word(of - 1) and not is_known


class Scanner(Complements):
    """Finds the people among the tokens of one sentence."""

    def mentions(self):
        """Return the mentions in order, appositions joined to the names that they explain."""
        rows = list(scanned(self.tokens, self.mention_at))
        # "Ms Ash MP" is one mention.
        rows = [row for at, row in enumerate(rows) if not at or row[0].start >= rows[at - 1][0].end]
        mentions = joined(self, rows)
        mentions = [each for each in mentions if not self.is_thing(each)]
        for mention in mentions:
            is_bare = mention.manner == NAMED and mention.name not in self.surnames
            if is_bare and all(map(is_no_name, mention.name.split())):
                # "The Tajik and Afghan Presidents", "Residents": a group.
                mention.manner, mention.name = COLLECTIVE, ""
        return mentions

    def is_thing(self, mention):
        """Whether a name is in fact a thing, at the beginning of a sentence: "Polls", "Two-thirds"."""
        is_first = mention.manner == NAMED and mention.start == self.tokens[0].start and mention.text == mention.name
        name = mention.name.lower()
        known = word_set("documents") | word_set("shares") | word_set("numbers")
        return is_first and bool({name, name.partition("-")[0]} & known)

    def mention_at(self, at):
        """Return the mention that begins at a token, or None, and the index after it."""
        token = self.tokens[at]
        style = at + 1 + (self.lower(at + 1) in {"royal", "serene", "imperial"})
        if token.lower in POSSESSIVE and self.lower(style) in STYLES:
            # "His Excellency".
            return Mention(token.start, self.tokens[style].end, PRONOUN, token.text), style + 1
        is_surname = token.text in SURNAMES and self.is_name_word(at + 1) and self.country_end(at + 1) == at + 1
        if token.lower in word_set("pronouns") and token.text != "US" and not is_surname:
            return Mention(token.start, token.end, PRONOUN, token.text), at + 1
        first = at + (token.lower == "the")
        if self.lower(first) in word_set("honorifics") and self.tokens[first].is_capital:
            return self.honoured(at)
        if token.text in DAYS or (token.text in MONTHS and self.lower(at - 1).isdigit()):
            return None, at + 1
        if self.is_plural_title(at) and (after := self.name_end(at + 1)) > at + 1:
            return self.mention(NAMED, at, after, name=(at + 1, after), post=token.text.removesuffix("s")), after
        first = at + (token.lower in DETERMINERS or (token.is_capital and token.lower.endswith("-year-old")))
        return self.phrase_at(at, first)

    def honoured(self, at):
        """Return the mention of "Dr. Ann Ash" or "Mr. Deputy Chairman Ash" at a token, and the index after it."""
        first = at + (self.lower(at) == "the") + 1
        while self.lower(first) in word_set("honorifics") | {"."} or self.is_bracketed(first):
            first += 1
        after = self.name_end(first)
        if after > first:
            return self.mention(NAMED, at, after, name=(first, after)), after
        titled, after = self.phrase_at(first, first)
        if titled and titled.manner == NAMED:
            return replace(titled, start=self.tokens[at].start), after
        # "The Professor said", but not "the General Assembly".
        is_alone = self.lower(at) == "the" and not self.is_name_word(at + 2)
        return self.phrase_at(at, at + 1) if is_alone and self.lower(at + 1) in word_set("titles") else (None, at + 1)

    def is_bracketed(self, at):
        """Whether a bracket opens or closes around a form of address: "Prof. (Mrs.) Ann Ash"."""
        beside = at + 1 if self.lower(at) == "(" else at - 1 - (self.lower(at - 1) == ".")
        return self.lower(at) in {"(", ")"} and self.lower(beside) in word_set("honorifics")

    def is_plural_title(self, at):
        """Whether a token is a plural title before the first of several names: "Presidents Ann Ash and …"."""
        lower = self.lower(at).removesuffix("s")
        return lower != self.lower(at) and lower in word_set("titles") and self.is_name_word(at + 1)

    # Phrases of a post, an organisation and a name

    def phrase_at(self, at, first):
        """Return the mention of a phrase with a post, or of a bare name; `first` is the index after its article."""
        has_word = at < first < len(self.tokens)
        if has_word and self.is_somebody(first):
            return self.mention(TITLED, at, first + 1), first + 1
        if has_word and (after := self.inhabitant_end(first)) > first:
            return self.mention(NAMED, at, after, name=(first + 1, after)), after
        begin, end = self.title_run(first)
        if has_word and end == first and (behind := self.behind_adjectives(first)) > first:
            begin, end = behind, self.title_end(behind)
        if first > at and self.lower(first + 1) == "'s" and self.title_end(first + 2) > first + 2:
            # "The scheme's author".
            begin, end = first + 2, self.title_end(first + 2)
        if end > begin and self.is_name_word(end) and self.is_body_word(end) and self.is_name_word(end - 1):
            # "The Justice Department".
            return None, self.capital_end(end)
        if end > begin:
            return self.titled(at, first, begin, end)
        after = self.name_end(first)
        is_first = first == at or self.lower(at).endswith("-year-old")
        is_name = after > first and is_first and not is_of_body(self, first, after)
        is_name = is_name and not self.is_place_or_body(first, after) and not self.is_located(first, after)
        if is_name:
            return self.mention(NAMED, at, after, name=(first, after)), after
        return None, max(self.capital_end(first), first if is_first else after)

    def behind_adjectives(self, first):
        """Return the index of an occupation after adjectives, as in "a tall young woman"; `first` if there is none."""
        for at in range(first, min(first + MOST_ADJECTIVES, len(self.tokens))):
            token = self.tokens[at]
            if at > first and self.title_end(at) > at and is_generic_title(self.lower(self.title_end(at) - 1)):
                return at
            is_word = token.text.isalpha() and token.text.islower() and token.lower not in FUNCTION_WORDS
            if at in self.stops or not is_word:
                break
        return first

    def is_somebody(self, first):
        """Whether a word after an article is a person alone: "the Dane said", "the 26-year-old said"."""
        follows = self.lower(first + 1)
        is_alone = first + 1 in self.stops or follows in BEHIND_SOMEBODY or follows.endswith("ly")
        return is_alone and (is_inhabitant(self.tokens[first].text) or self.lower(first).endswith("-year-old"))

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
            links = links and not self.is_act_or_next(first, at)
            is_adjective = token.text.isalpha() and follows_capital and token.lower not in NO_ADJECTIVES
            is_adjective = is_adjective and self.title_end(at + 1) > at + 1 and not self.is_act_or_next(first, at)
            if not (self.is_name_word(at) or links or is_adjective):
                break
            at += 1
        return first, first

    def is_act_or_next(self, first, at):
        """Whether a token ends a place behind a name: "Ann Ash of Elm met Mayor Bo Birch", "of Elm and Mayor Birch"."""
        is_end = self.lower(at) in {"met", "and"} or self.lower(at).endswith("ed")
        # "Ann Ash met Mayor Bo Birch".
        is_behind = self.lower(first - 1) in {"of", "from"} or (at > first + 1 and self.lower(first) in first_names())
        return is_end and is_behind and self.title_end(at + 1) > at + 1

    def title_end(self, at):
        """Return the index after a run of title words at a token, or the index itself: "First Deputy Minister"."""
        end = at
        if 0 < at < len(self.tokens) and self.tokens[at].is_capital and self.lower(at - 1) in first_names():
            # "Ann Baker".
            return at
        for index in range(at, min(len(self.tokens), at + 6)):
            lower = self.lower(index)
            # The last part of "Minister-President".
            known = {lower, lower.rpartition("-")[2], lower.removesuffix("-elect").removesuffix("-designate")}
            is_post = bool(known & word_set("titles")) or self.is_short_post(index)
            is_post = is_post or (self.tokens[index].text == lower and is_title(lower))
            if index in self.stops or not (is_post or lower in word_set("title_modifiers")):
                break
            if is_post:
                end = index + 1
        is_name = self.is_name_word(at + 1)
        if is_first_name(self, at) or (self.lower(end) in SONS and self.is_name_word(end + 1)):
            # "Emir Hadzic", "Sultan bin Ahmed".
            return at
        if self.is_surname(at):
            return at
        if end > at and (self.lower(at) == "and" or (self.lower(at) == "state" and not is_name)):
            return at
        return end

    def titled(self, at, first, begin, end):
        """Return the mention with a post at [begin, end), the complement and the name after it."""
        complement = end
        # "The woman from the Port Authority".
        from_where = (
            {"from"}
            if (self.lower(end - 1) in PERSONS or is_generic_title(self.lower(end - 1))) and self.lower(at) == "the"
            else frozenset()
        )
        while self.lower(complement) in PREPOSITIONS | from_where and complement not in self.stops:
            after = self.complement_end(complement + 1)
            # "The Minister in his speech", "the Minister on Monday".
            is_adjunct = self.lower(complement) == "in" and self.lower(complement + 1) in POSSESSIVE
            is_adjunct = is_adjunct or (complement + 1 < after and self.tokens[complement + 1].text in DAYS)
            if (
                after == complement + 1
                or is_adjunct
                or self.is_infinitive(complement)
                or self.is_named(end, complement)
            ):
                break
            complement = after
        # "State Minister for Transport Hon. Ann Ash".
        behind = behind_honorifics(self, complement, len(self.tokens))
        name_first = behind if behind > complement else self.name_start(end, complement)
        after = self.name_end(name_first) if name_first < len(self.tokens) else name_first
        after = max(after, min(complement, name_first))
        post_end = min(complement if name_first == behind else name_first, after) if name_first < after else complement
        is_article = self.lower(at) in {"a", "an"}
        is_one = name_first > end and after - name_first == 1
        is_place = is_one and (is_article or self.is_before_name(after) or self.is_behind_name(at))
        # "A journalist with Radio Elm", "the Minister for Defence People, Ann Ash", or the name before it.
        if is_place or (end < name_first < complement == after and self.is_place_beside_name(at, name_first, after)):
            complement = name_first = after
        if name_first >= after and self.is_appointed(first, begin):
            return self.mention(NAMED, at, end, name=(first, begin), post=self.text(begin, end)), end
        owner = self.text(first, begin)
        post, organisation = post_and_organisation(owner, self.text(begin, end), self.text(end, post_end))
        has_name = after > name_first >= end and (self.is_name_word(name_first) or self.leads(name_first))
        name = (name_first, after) if has_name else None
        manner = NAMED if has_name else TITLED
        return self.mention(manner, at, after, name=name, post=post, organisation=organisation), after

    def is_appointed(self, first, begin):
        """Whether a name stands before a post without a comma: "appointed Ann Ash finance minister", "Ann Ash MP"."""
        is_post = self.tokens[begin].text.islower() or self.tokens[begin].text in capital_words("postnominals")
        is_known = self.lower(first) in first_names() or self.tokens[begin].text in capital_words("postnominals")
        is_name = 1 < begin - first <= LONGEST_NAME and is_known
        is_name = is_name and all(self.is_name_word(index) for index in range(first, begin))
        return is_post and is_name and not self.is_place_or_body(first, begin)

    def mention(self, manner, first, after, *, name=None, post="", organisation=""):
        begin = first + (self.lower(first) in DETERMINERS)
        if name:
            # "Ann Ash KC".
            known = capital_words("postnominals") | SUFFIXES
            while name[1] <= after < len(self.tokens) and self.tokens[after].text in known:
                after += 1
            name = (behind_honorifics(self, *name), name[1])
        return Mention(
            self.tokens[first].start,
            self.tokens[after - 1].end,
            manner,
            self.text(begin, after),
            self.text(*name) if name else "",
            post,
            organisation,
            manner == TITLED and (self.lower(first) in ONE or self.is_any(first)),
            owner=self.lower(first) if self.lower(first) in POSSESSIVE else "",
        )

    def is_any(self, first):
        """Whether a title is of nobody in particular: "every farmer"."""
        return self.lower(first - 1) in QUANTIFIERS and self.lower(first) not in DETERMINERS
