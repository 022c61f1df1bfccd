"""Find the subject of a cue in an English sentence."""

import re
from dataclasses import replace

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED, Mention

from .cues import BASE, adverb_before, cues_by_word
from .tokens import FUNCTION_WORDS, word_set

# Before a verb, these make it a noun, an infinitive, a passive or a modal.
NO_SUBJECT = re.compile(
    r"(?:^|\s)(?:to|be|been|being|is|was|were|are|am|will|would|shall|should|can|could|may|might|must|of|by|the|a|an|his"
    r"|her|their|its|our|my|this|that|these|those|such|for|in|on|at|with|from|'s|than|no|any|not to|about|as|into)$",
    re.IGNORECASE,
)
# An infinitive that tells what was said: "went on to note".
GOES_ON = re.compile(
    r",?\s*(?:went on|goes on|continued|proceeded|wished|sought|took the opportunity|hastened) to$", re.IGNORECASE
)
BOUNDARY = re.compile(
    r"[,;:—–“”\"()]|\b(?:that|which|while|whereas|because|although|though|if|when|where|but|whether|so|than|after|before)\b",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"(?:(?:in|at|on|during|for|after|before|with|by|under|from|as|and|but|then|later|also|however)\b[^,]*?\b(?=(?:the|a|an|both|all|those|his|her)\b)"
    r"|(?:and|but|then|later|also|however|so|yet)\s+)+",
    re.IGNORECASE,
)
INSERTED = re.compile(
    r"(?:who|which|whose|speaking|addressing|opening|closing|commenting|answering|replying|responding|turning|while|when|in|at"
    r"|on|during|for|as|after|before|with|the|a|an|also|himself|herself|president|head|director|formerly|chairing|representing"
    r"|summing|concluding|referring|touching|having|being|by|from|of)\b",
    re.IGNORECASE,
)
# Words that explain a subject, before a verb and after one.
EXPLAINS = re.compile(r"(?:who|which|whose|an?|the|representing|formerly|himself|herself|of|from|\d+)\b", re.IGNORECASE)
EXPLANATION = re.compile(
    r",\s+(?:an?|the|who|whose|which|formerly|former|now|of|from|\d+)\b[^,;:.“”\"—]*(?=[,;:.—]|$)", re.IGNORECASE
)
SOMEBODY = re.compile(r"\s*(?P<phrase>\w[^,;:.“”\"—]*?)(?=[,;:.—“\"]|$|\s(?:in|on|at|after|during|when|while|as)\b)")
# The rest of "in the afternoon" before a name.
TIME = re.compile(r"(?:the\s)?(?:morning|afternoon|evening|discussion|debate|second session|first session|end)\s")
DENIED = re.compile(r"\s(?:does|did) (?:not )?(?:\w+ly )?$")
INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "many", "several", "two", "three", "others", "most", "both"}
)
CLAUSE = re.compile(r"\w\s+who\b", re.IGNORECASE)
OF = re.compile(r"\b(?:of|by|from|with|to|for)\s+(?:the\s+)?$", re.IGNORECASE)
OBJECT_PRONOUNS = frozenset({"him", "her", "them", "his", "their"})
SUBJECTS = frozenset(
    {"only", "about", "more", "nearly", "the", "a", "an", "this", "another", "one", "their", "his", "her", "its", "it"}
)
LONGEST_SUBJECT = 14
# Insertions within insertions.
DEEPEST = 4
SAME = "same"


def is_cue(clause):
    """Whether a clause has a verb of its own that attributes words: ", who added that …"."""
    listed = clause.split()
    return listed[1:2] == ["who"] and listed[2:3] != [] and listed[2] in cues_by_word()


class SubjectFinder:
    """Finds subjects in one sentence: `text` is the whole normalised text, `start` the sentence's first character."""

    def __init__(self, text, start, end, mentions):
        self.text, self.start, self.end, self.mentions = text, start, end, mentions
        self.by_end = {}
        for mention in mentions:
            self.by_end[mention.end] = mention

    def before(self, cue_start, form):
        """Return (mentions, end) of the subject before a verb; SAME in place of the mentions if it has none of its own.

        None in place of the mentions means that the verb attributes nothing.
        """
        end = self.skip_adverbs(cue_start)
        before = self.text[self.start : end]
        if goes_on := GOES_ON.search(before):
            end = self.skip_adverbs(self.start + goes_on.start())
            before = self.text[self.start : end]
        elif form == BASE and not self.is_plural(end) and not DENIED.search(self.text, end, cue_start):
            return None, end
        if not before.strip():
            return None, end
        if re.search(r"(?:^|[\s,])(?:and|or|but)$", before, re.IGNORECASE):
            return SAME, end
        if NO_SUBJECT.search(before):
            return None, end
        return self.ending_at(end), end

    def skip_adverbs(self, end):
        """Return where the words end before adverbs and auxiliaries, and commas around them."""
        while True:
            stripped = len(self.text[self.start : end].rstrip()) + self.start
            match = adverb_before().search(self.text, self.start, stripped)
            if not match or match.end() != stripped or match.start() < self.start:
                return stripped
            end = match.start()
            before = self.text[self.start : end].rstrip()
            if before.endswith(",") and self.text[match.start() : stripped].rstrip().endswith(","):
                end = self.start + len(before) - 1

    def is_plural(self, end):
        mention = self.by_end.get(end)
        words_ = self.text[self.start : end].split()
        last = words_[-1].lower() if words_ else ""
        is_group = last in word_set("collectives") | {"they", "we", "i", "who"}
        if is_group or (not mention and last.endswith("s")):
            return True
        # "People who live by the river".
        phrase = self.phrase(end) if CLAUSE.search(self.text, self.start, end) else None
        return bool(phrase) and phrase[0].manner == COLLECTIVE

    def ending_at(self, end, depth=0):
        """Return the mentions of the phrase that ends at a place, or None."""
        before = self.text[self.start : end]
        mention = self.by_end.get(end)
        if mention and not self.is_object(mention):
            return self.with_coordinates(mention)
        if match := re.search(r",?\s*\bwho$", before):
            return self.ending_at(self.start + match.start(), depth + 1) if depth < DEEPEST else None
        if before.endswith(",") and (mention := self.by_end.get(end - 1)) and "," in mention.text:
            return self.with_coordinates(mention)
        if before.endswith((",", ")")) and depth < DEEPEST:
            return self.before_insertion(end - 1, depth)
        return self.phrase(end)

    def before_insertion(self, end, depth):
        """Return the subject before an inserted phrase: "Ann Ash, speaking at the meeting," or "Ann Ash (Minister)"."""
        opening = "(" if self.text[end] == ")" else ","
        at = self.text.rfind(opening, self.start, end)
        while at > self.start:
            inside = self.text[at + 1 : end].strip()
            close = len(self.text[self.start : at].rstrip()) + self.start
            mention = self.by_end.get(close) or self.around(at)
            is_apposition = any(m.manner == TITLED and m.start >= at for m in self.mentions if m.end <= end)
            if mention and (mention.manner in {NAMED, TITLED} or INSERTED.match(inside)):
                if is_apposition and mention.manner == NAMED and not mention.post:
                    return [self.with_post(mention, at, end)]
                group = self.with_coordinates(mention)
                if EXPLAINS.match(inside):
                    group[-1] = replace(mention, end=end, text=self.text[mention.start : end])
                return group
            if opening == "(":
                return None
            at = self.text.rfind(",", self.start, at)
        return self.group_before(end)

    def group_before(self, end):
        """Return a group with the clause about it: "Officials at the port, who asked for silence,"."""
        match = re.search(r",\s+(?:who|which)\b[^,]*(?:,[^,]*)?$", self.text[self.start : end])
        group = self.phrase(self.start + match.start()) if match else None
        return [replace(group[0], end=end, text=self.text[group[0].start : end])] if group else None

    def is_object(self, mention):
        """Whether a mention before a verb is no subject: "one of them", "a report by Ann Ash"."""
        if mention.manner == PRONOUN and mention.text.lower() in OBJECT_PRONOUNS:
            return True
        return mention.manner in {NAMED, TITLED, COLLECTIVE} and bool(OF.search(self.text[self.start : mention.start]))

    def around(self, at):
        """Return the mention of a name whose apposition begins at a comma."""
        return next((m for m in self.mentions if m.manner == NAMED and m.start < at < m.end), None)

    def with_post(self, mention, at, end):
        post = next(m for m in self.mentions if m.manner == TITLED and at <= m.start and m.end <= end)
        return Mention(
            mention.start, end, NAMED, self.text[mention.start : end], mention.name, post.post, post.organisation
        )

    def with_coordinates(self, mention):
        """Return the mention after those that are coordinated with it: "A, B and C"."""
        group, first = [mention], mention
        while True:
            before = self.text[self.start : first.start].rstrip()
            match = re.search(r"(,?\s*\band\b|,|,?\s*\bas well as\b|,?\s*\btogether with\b)$", before)
            if not match or (len(group) == 1 and match[0] == ","):
                return group
            previous = self.by_end.get(len(before[: match.start()].rstrip()) + self.start)
            if previous is None or previous.manner not in {NAMED, TITLED} or mention.manner not in {NAMED, TITLED}:
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
        start, phrase = self.start + offset, before[offset:]
        if before[:boundary].endswith(" who"):
            # "People who live by the river".
            group = self.phrase(self.start + len(before[:boundary].rstrip().removesuffix("who").rstrip()))
            is_group = group and group[0].manner == COLLECTIVE
            return [replace(group[0], end=end, text=self.text[group[0].start : end])] if is_group else None
        parts = phrase.split()
        if not parts or len(parts) > LONGEST_SUBJECT or not re.match(r"\w", phrase):
            return None
        person = self.person_from(start, end)
        return [person] if person else self.others(start, end, phrase)

    def person_from(self, start, end):
        """Return the person of "Ann Ash of the drivers' union" or "a delegate from Vanuatu", or None."""
        mention = next((m for m in self.mentions if start <= m.start < end and m.manner == NAMED), None)
        is_first = mention and (mention.start == start or TIME.fullmatch(self.text[start : mention.start]))
        if is_first and re.match(r"\s+(?:of|from|for|at|with)\b", self.text[mention.end : end]):
            return replace(mention, end=end, text=self.text[mention.start : end])
        titled = next((m for m in self.mentions if m.start == start and m.manner == TITLED), None)
        is_titled = titled and re.match(r"\s+(?:of|from|for|at|with)\b", self.text[titled.end : end])
        return replace(titled, end=end, text=self.text[start:end]) if is_titled else None

    def others(self, start, end, phrase):
        """Return the mention of a group or a thing, or None."""
        parts = phrase.lower().split()
        is_group = any(part.strip("',") in word_set("collectives") for part in parts[:4])
        if is_group:
            return [Mention(start, end, COLLECTIVE, phrase)]
        if parts[0] in FUNCTION_WORDS - SUBJECTS:
            return None
        return [Mention(start, end, THING, phrase)] if parts[-1].isalpha() else None

    def after(self, place):
        """Return the mentions that begin after a verb, and their end: "said President Putin"; (None, place) if none."""
        mention = self.starting_at(place)
        if mention is None:
            return self.phrase_after(place)
        group, end = [mention], mention.end
        while match := re.match(r"\s*(?:,\s*)?(?:and|as well as)\s+|\s*,\s*", self.text[end : self.end]):
            following = self.starting_at(end + match.end() - 1)
            if following is None or following.manner not in {NAMED, TITLED} or "and" not in match[0]:
                break
            group.append(following)
            end = following.end
        return self.explained(group, end)

    def phrase_after(self, place):
        """Return ([a group or somebody without a name], its end), or (None, place): "said one of them"."""
        match = SOMEBODY.match(self.text, place, self.end)
        if not match or len(match["phrase"].split()) > LONGEST_SUBJECT:
            return None, place
        parts = match["phrase"].lower().split()
        is_group = bool(word_set("collectives") & set(parts[:4])) and parts[0] not in FUNCTION_WORDS - SUBJECTS
        is_quoted = self.text[self.start : place].rpartition(" ")[0].rstrip().endswith(("”", '"'))
        if not (is_group or (is_quoted and parts[0] in INDEFINITE)):
            return None, place
        return self.explained([Mention(*match.span("phrase"), COLLECTIVE, match["phrase"])], match.end("phrase"))

    def explained(self, group, end):
        """Return the mentions with what explains the last one, and their end: "Ann Ash, 71, who keeps bees"."""
        while (match := EXPLANATION.match(self.text, end, self.end)) and not is_cue(match[0]):
            end = match.end()
        if end > group[-1].end:
            group[-1] = replace(group[-1], end=end, text=self.text[group[-1].start : end])
        return group, end

    def starting_at(self, place):
        rest = self.text[place : self.end]
        first = place + len(rest) - len(rest.lstrip())
        return next((mention for mention in self.mentions if mention.start == first), None)
