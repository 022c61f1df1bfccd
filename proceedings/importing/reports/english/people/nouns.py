"""Phrases of an English sentence that can be the subject of a cue: people, groups and things."""

import re
from dataclasses import replace

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Mention
from proceedings.importing.reports.english.tokens import FUNCTION_WORDS, is_generic_title, word_set

from .groups import COMPLEMENT, counted, is_of_people
from .posts import capital_words

BOUNDARY = re.compile(
    r"[,;—“”\"?!]|(?<!\w)–|–(?!\w)|\((?!\d)|(?<!%)\)|:(?!\d)"
    r"|\b(?:that(?! (?:night|day|week|month|year|time|morning|evening)\b)"
    r"|which|while|whereas|because|although|though|if|when|where|but|whether|so|(?-i:than)(?! (?:half|an?|\d+)\b)|after"
    r"|before)\b",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"(?:(?:in|at|on|during|for|after|before|following|amid|with|by|under|from|as|and|but|then|later|also|however)\b[^,]*?\b(?=(?:the|a|an|both|all|those|his|her|several|some|others)\b)"
    r"|(?:and|but|then|later|also|however|so|yet|as)\s+)+",
    re.IGNORECASE,
)
# The rest of "in the afternoon" or "in her opening remarks" before a name.
TIME = re.compile(
    r"(?:(?:the|his|her|their|an?)\s)?(?:[\w-]+\s){0,2}?(?:morning|afternoon|evening|discussion|debate|session|end|remarks"
    r"|speech|address|keynote|lecture|presentation|introduction|message|statement|contribution|talk|reply)\s"
)
QUESTIONS = frozenset({"what", "how", "why", "which", "whose", "if", "that", "whether"})
# After an adjunct without a comma: "after the talks the two sides".
SECOND = re.compile(
    r"(?P<before>[\w'-]+) (?=(?:the|both|all|those|his|her|their|several|some|many|most|others|two|three)\b)"
)
# A word that ends an adjunct: no participle but "meeting".
EVENT = re.compile(r"(?!\w+ing$)|(?:meet|hear|brief|morn|even|spr|open|clos|train|read|gather|sitt|vot|build|open)ing$")
OF = re.compile(
    r"\b(?:of|by|from|with|to|for|in|at|near|on|across|outside|around|under|against|between|than|about|like|over|behind|inside)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
# "Ann Ash of the union Rise".
OF_A_BODY = re.compile(r"\w (?:of|from|with|at|for) (?:the|an?) (?:[a-z-]+ ){0,2}(?P<body>[a-z-]+) $")
PRONOUNS = frozenset({"he", "she"})
OBJECT_PRONOUNS = frozenset({"him", "her", "them", "his", "their"})
SUBJECTS = frozenset(
    {"only", "about", "more", "nearly", "the", "a", "an", "this", "another", "one", "their", "his", "her", "its", "it"}
)
# The first words of a sentence, among which a group is looked for.
FIRST_WORDS = re.compile(r"(?:[\w'-]+ ){0,4}[\w'-]+")
LONGEST_SUBJECT = 14
# A party and a place after a name, and an owner before it: "NBC's Ann Ash".
AFFILIATION = re.compile(r"\s*(?:\([^()]*\)|,\s[RDI]-[\w.]+,?)$")
OWNER = re.compile(
    r"(?:(?:\b[Tt]he )?\b(?:[A-Z][\w.&-]* ){0,3}[A-Z][\w.&-]*'s?|\b(?:[Hh]is|[Hh]er|[Tt]heir)(?: [a-z-]+'s)?)\s$"
)
# An organisation or a place after a name in a list.
BODY = r"(?:\s(?:of|from|at|for|with)\s[^,;:“”\"()]{2,70}?(?:\s\([^()]{2,40}\))?|\s\([^()]{2,40}\))"
# Words in small letters after a mark.
KIND = re.compile(r"[”\"',;:—–-] (?P<kind>(?:[a-z][\w-]* ){1,3})$")
PLACE = re.compile(r"\b(?:of|from|in|at)\s(?:the\s)?$")
OF_BODY, AND_OTHERS = re.compile(BODY), re.compile(rf"{BODY}?,?\s(?:and|as well as|together with)\s")
LISTED = re.compile(rf"{BODY}?,\s")
# What can stand before a name: "Local 9 ".
CAPITALS = re.compile(r"(?:(?:[A-Z\d][\w.&'-]*|of|the|and|for) )+")
GIVEN = re.compile(r"\b[Ii]t (?:fell|was left) to(?= )(?P<person>) [^;:“”\"]{2,80},? to$")
CONJUNCTION = re.compile(
    r"\s*(?:as|and|but|then|yet|so|later|however|(?:at|in|on|during|after|before|following)\s[^,;:]{3,60}?)\s+",
    re.IGNORECASE,
)
# Words that mean somebody alone.
ALONE = frozenset(
    {
        "one",
        "another",
        "each",
        "both",
        "a third",
        "a second",
        "the other",
        "the latter",
        "the former",
        "the two",
        "the three",
        "the pair",
    }
)
# "Talks have settled | disputes that".
HAS_PARTICIPLE = re.compile(r"\b(?:has|have|had|is|are|was|were|will|would|could|can|must|should)\b(?: \w+ly)? \w+$")
SOMEBODY = re.compile(r"\b(?:somebody|someone|everybody|everyone|no one|nobody)$", re.IGNORECASE)
# Somebody without a name, but not "one thing".
ONE = re.compile(
    r"(?:one|another)(?: [a-z-]+){1,2}(?<!day)(?<!time)(?<!thing)(?<!reason)(?<!way)(?<!point)(?<!sign)(?<!week)"
    r"(?<!month)(?<!year)(?<!result)(?<!example)(?<!case)(?<!problem)(?<!night)(?<!morning)(?<!moment)",
    re.IGNORECASE,
)
# "They issued a statement on trade, which reads".
TEXT_WHICH = re.compile(
    r"\b(?P<text>(?:an?|the|this|his|her|their|its)"
    r"(?: (?:(?:from|on|by|to|of|in|about|for) (?:an?|the|his|her|their|its)"
    r"|(?!(?:an?|the|his|her|their|its|\w+ed|read|wrote|sent|made|gave)\b)[^,;:“”\" ]+)){1,8}),? which$"
)
ARTICLE = re.compile(r"(?:the|an?|his|her|their|its|one|another)\b", re.IGNORECASE)


class NounPhrases:
    """Finds phrases in one sentence: `text` is the whole normalised text, `start` the sentence's first character."""

    def __init__(self, text, start, end, mentions):
        self.text, self.start, self.end, self.mentions = text, start, end, mentions
        self.by_end = {}
        for mention in mentions:
            self.by_end[mention.end] = mention

    def described(self, mention):
        """Return a title with the small words before it: "the former school chemistry teacher"."""
        before = self.text[self.start : mention.start]
        if mention.manner == NAMED and (words_ := OWNER.search(before) or self.kind_before(before, mention)):
            start = self.start + words_.start(words_.lastindex or 0)
            return replace(mention, start=start, text=self.text[start : mention.end])
        if mention.manner == COLLECTIVE:
            # "Most Americans".
            group = self.phrase(mention.end)
            return group[0] if group and group[0].manner == COLLECTIVE else mention
        is_inside = mention.manner == TITLED and re.search(r"[\w'-] $", before)
        if not is_inside or ARTICLE.match(self.text, mention.start):
            return mention
        group = self.phrase(mention.end)
        is_longer = group and group[0].start < mention.start and ARTICLE.match(self.text, group[0].start)
        return replace(mention, start=group[0].start, text=group[0].text) if is_longer else mention

    def kind_before(self, before, mention):
        """Return the match of the words before a post and a name: "“…,” incident | commander Ann Ash said"; or None."""
        match = KIND.search(before) if mention.post and mention.post[0].islower() else None
        is_kind = match and not any(word in FUNCTION_WORDS or word.endswith("ly") for word in match["kind"].split())
        return match if is_kind else None

    def is_object(self, mention):
        """Whether a mention before a verb is no subject: "one of them", "a report by Ann Ash"."""
        is_bare = len(mention.text) == mention.end - mention.start
        if mention.manner == PRONOUN and is_bare and mention.text.lower() in OBJECT_PRONOUNS:
            return True
        before = self.text[self.start : mention.start]
        body = OF_A_BODY.search(before) if mention.manner == NAMED and mention.text == mention.name else None
        is_of_body = body and body["body"].capitalize() in capital_words("organisation_words") | {"Newspaper", "Firm"}
        return mention.manner in {NAMED, TITLED, COLLECTIVE} and bool(is_of_body or OF.search(before))

    def around(self, at):
        """Return the mention of a name whose apposition begins at a comma."""
        return next((m for m in self.mentions if m.manner == NAMED and m.start < at < m.end), None)

    def with_post(self, mention, at, end):
        post = next(m for m in self.mentions if m.manner == TITLED and at <= m.start and m.end <= end)
        return Mention(
            mention.start, end, NAMED, self.text[mention.start : end], mention.name, post.post, post.organisation
        )

    def with_coordinates(self, mention):
        """Return the mention with those before it that are coordinated with it: "A, B and C"."""
        group, first = [mention], mention
        while True:
            before = self.text[self.start : first.start].rstrip()
            match = re.search(r"(,?\s*\band\b|\bn?or\b|,|,?\s*\bas well as\b|,?\s*\btogether with\b)$", before)
            if not match or (len(group) == 1 and match[0] == ","):
                return group
            # "Ann Ash (R-Ohio) and …".
            listed = AFFILIATION.sub("", before[: match.start()].rstrip(" —–"))
            previous = self.by_end.get(len(listed) + self.start)
            # "He and Ann Ash".
            is_subject = previous is not None and previous.manner == PRONOUN and previous.text.lower() in PRONOUNS
            is_person = is_subject or (previous is not None and previous.manner in {NAMED, TITLED})
            if not is_person or mention.manner not in {NAMED, TITLED}:
                return group
            group.insert(0, previous)
            first = previous

    def phrase(self, end):
        """Return the mention of a phrase of other words that ends at a place: a group, or a thing; None if unlikely."""
        before = self.text[self.start : end]
        boundary = max((match.end() for match in BOUNDARY.finditer(before)), default=0)
        phrase = before[boundary:]
        leading = LEADING.match(phrase.lstrip())
        offset = boundary + len(phrase) - len(phrase.lstrip()) + (leading.end() if leading else 0)
        is_behind_adjunct = leading or before[:boundary].lower().endswith(("after", "before"))
        offset += self.adjunct(before[offset:]) if is_behind_adjunct else 0
        start, phrase = self.start + offset, before[offset:]
        if before[:boundary].endswith(" who"):
            # "People who live by the river".
            group = self.phrase(self.start + len(before[:boundary].rstrip().removesuffix("who").rstrip()))
            is_group = group and group[0].manner == COLLECTIVE
            return [replace(group[0], end=end, text=self.text[group[0].start : end])] if is_group else None
        parts = phrase.split()
        if not parts or len(parts) > LONGEST_SUBJECT or not re.match(r"\w", phrase):
            return None
        if leading and (behind := self.behind_conjunction(self.start + boundary, end)):
            return behind
        person = self.person_from(start, end)
        return self.listed(end) or [person] if person else self.others(start, end, phrase)

    def of_body(self, end):
        """Return [the person of "the growers were represented by Ann Ash of the Elm Guild" before a place], or []."""
        people = (each for each in self.mentions if each.manner == NAMED and self.start <= each.start < end)
        # "A fisherman from Elm": a place.
        people = [each for each in people if not PLACE.search(self.text, self.start, each.start) or each.post]
        return people[-1:] if people and OF_BODY.fullmatch(self.text, people[-1].end, end) else []

    def behind_conjunction(self, start, end):
        """Return the people of "As Ann Ash of the port" or "and Ann Ash of the port" before a place, or []."""
        person = next(iter(self.of_body(end)), None)
        if not person or self.is_object(person) or not CONJUNCTION.fullmatch(self.text, start, person.start):
            return []
        group = self.listed(end) or self.with_coordinates(person)
        return [*group[:-1], replace(group[-1], end=end, text=self.text[group[-1].start : end])]

    def given(self, end):
        """Return [the person of "it fell to Ann Ash to" before a verb], or []."""
        match = GIVEN.search(self.text, self.start, end)
        person = self.starting_at(match.start("person")) if match else None
        return [person] if person else []

    def name_inside(self, start, end):
        """Return the name with the capitals and figures before it: "Local 9 President Ann Ash"."""
        name = next((each for each in self.mentions if start < each.start < end and each.manner == NAMED), None)
        is_described = name and CAPITALS.fullmatch(self.text, start, name.start)
        return replace(name, start=start, text=self.text[start : name.end]) if is_described else None

    def listed(self, end):
        """Return the people of "Ann Ash of Elm, Bo Birch of the port and Cy Cole of Oak" before a place, or []."""
        group, stop = [], end
        named = (m for m in self.mentions if m.manner == NAMED and m.end <= end)
        # "Ann Ash of Elm": not Elm.
        for mention in reversed([m for m in named if m.post or not PLACE.search(self.text, self.start, m.start)]):
            pattern = OF_BODY if not group else AND_OTHERS if len(group) == 1 else LISTED
            if not pattern.fullmatch(self.text, mention.end, stop):
                break
            group.insert(0, mention)
            stop = mention.start
        return group if len(group) > 1 else []

    @staticmethod
    def adjunct(phrase):
        """Return the length of the rest of an adjunct before a subject: "the talks " of "the talks the two sides"."""
        matches = (m for m in SECOND.finditer(phrase) if m["before"].lower() not in FUNCTION_WORDS)
        return next((match.end() for match in matches if EVENT.match(match["before"])), 0)

    def person_from(self, start, end):
        """Return the person of "Ann Ash of the drivers' union" or "a delegate from Vanuatu", or None."""
        mention = next((m for m in self.mentions if start <= m.start < end and m.manner == NAMED), None)
        is_first = mention and (mention.start == start or TIME.fullmatch(self.text[start : mention.start]))
        if is_first and re.match(r"\s+(?:of|from|for|at|with)\b", self.text[mention.end : end]):
            return replace(mention, end=end, text=self.text[mention.start : end])
        titled = next((m for m in self.mentions if m.start == start and m.manner == TITLED), None)
        is_titled = titled and re.match(r"\s+(?:of|from|for|at|with)\b", self.text[titled.end : end])
        return replace(titled, end=end, text=self.text[start:end]) if is_titled else None

    def leading_group(self, end):
        """Return [the group that a sentence begins with], or []: "Democrats sued, arguing that …"."""
        match = FIRST_WORDS.match(self.text, self.start, end)
        words_ = list(re.finditer(r"[\w'-]+", match[0])) if match else []
        last = next((each for each in words_ if each[0].lower() in word_set("collectives")), None)
        end = self.start + last.end() if last else self.start
        return self.others(self.start, end, self.text[self.start : end]) or [] if last else []

    def others(self, start, end, phrase):
        """Return the mention of a group or a thing, or None."""
        if (match := SOMEBODY.search(phrase)) and (match.start() or match[0].lower() != "nobody"):
            # "On the bus somebody".
            start, phrase = start + match.start(), match[0]
            return [Mention(start, end, COLLECTIVE, phrase)]
        parts = phrase.lower().split()
        if parts[0] in QUESTIONS:
            return None
        head = len(COMPLEMENT.split(phrase, maxsplit=1)[0].split())
        is_group = any(part.strip("',") in word_set("collectives") for part in parts[: max(head, 4)])
        is_group = is_group or (parts[head - 1].endswith("s") and is_generic_title(parts[head - 1].removesuffix("s")))
        # "One regulator", "one elderly punter".
        is_group = is_group or f"{parts[head - 1]}s" in word_set("collectives") or bool(ONE.fullmatch(phrase))
        is_group = is_group or phrase.lower() in ALONE or phrase.lower() in word_set("numbers")
        if phrase.lower() in {"the former", "the latter"}:
            return [Mention(start, end, PRONOUN, phrase)]
        if is_group or (counted().match(phrase) and is_of_people(parts)):
            return [Mention(start, end, COLLECTIVE, phrase)]
        if parts[0] in FUNCTION_WORDS - SUBJECTS:
            return None
        is_clause = HAS_PARTICIPLE.search(phrase)
        return [Mention(start, end, THING, phrase)] if parts[-1][-1].isalnum() and not is_clause else None

    def starting_at(self, place):
        rest = self.text[place : self.end]
        first = place + len(rest) - len(rest.lstrip())
        return next((mention for mention in self.mentions if mention.start == first), None)
