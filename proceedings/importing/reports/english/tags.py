"""Tags of an English sentence: "…, he said" and "…, said Ann Ash"."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED

from .adverbs import adverb_after
from .contents import Contents
from .cues import BASE, PAST, PRESENT, Cue
from .patterns import (
    ASKED,
    CIRCUMSTANCE,
    INVERSION_END,
    LONG_PLACE,
    PLACE,
    QUOTED,
    SPOKEN,
    TAG_END,
)
from .people.appositions import DETERMINERS
from .subjects import SAME
from .verbless.nominal import ARTICLE
from .verbless.states import PEOPLE

TAG_STARTS = (",", "—", "–", "-", "”", '"', "»", "?", "!", ";", ":")
NEGATED = re.compile(r"\b(?:not|never)\b|n't\b")
ADJUNCT = re.compile(
    r"(?:(?:In|At|On|During|With|After|Before|For|From|Later|Earlier|Asked|Speaking)\b[^,;:]{0,150},)?$"
)
# "In her concluding remarks, Ann Ash thanked all speakers": no words.
OCCASION = re.compile(
    r"(?!.* (?:is|are|was|were|has|have|had|will|would|can|could|must|should) )[A-Z][a-z]+ing\b"
    # "Training counted for much" is a clause.
    r"(?! (?:\w{2,}ed|went|meant|came|took|made|gave|brought|cost|fell|rose|stood|began|grew|became|kept|led|ran) )"
    r"[^,;:“”\"]*"
    r"|From the (?:floor|audience|back|gallery|chair|platform|podium|public)"
    r"|(?:In|At|On|During|After|Before|Following) (?:his|her|their|its|the|an?) (?:[\w'-]+ ){0,5}(?:remarks|speech"
    r"|address|statement|introduction|conclusion|comments?|presentation|paper|talk|lecture|keynote|intervention|contribution|opening"
    r"|closing|discussion|session|meeting|debate|reply|response|end|outset|morning|afternoon|evening)"
)
INSERTED_THAT = re.compile(r"(?:, [^,;:.“”\"]{2,50},)? that\b")
INFINITIVE_IN = re.compile(r"\bto [a-z]+\b")


# The comma of "2,400 petitions".
IN_NUMBER = re.compile(r"\d,\d$")
# Verbs that are tags only between commas: "The bridge, she considered, was new".
INSERTED = frozenset({"consider"})
# A verb after a quotation, with what stands before it.
RASPED = re.compile(
    r" (?P<before>(?:[\w.'-]+ ){0,6}?)(?P<verb>(?!(?:was|is|has|does|goes|need|seem|ceas)\w*\b)[a-z]{2,}(?:ed|s))"
    r"(?=[,.;:—–]|$|(?<=ed) |(?<=s) [a-z])"
)
# "The fair ends in May. — Staff report": no words.
BYLINE = re.compile(r"[.!?][”\"']?\s*[—–-]+$")


class Tags(Contents):
    """Takes the words around a tag in one sentence."""

    def is_of_tag(self, cue, subject, verb):
        """Whether a verb can be that of a tag, as some are only between commas."""
        is_person = subject and subject is not SAME and subject[0].manner in PEOPLE
        is_inserted = is_person and cue.base in INSERTED and self.text.startswith(",", verb[1])
        is_inserted = is_inserted and self.text[: subject[0].start].rstrip().endswith(",")
        return bool({"tag", "bare"} & cue.frames or is_inserted)

    def inverted(self, cue, before, verb):
        """Take "…, said X."; return whether it is one."""
        if "text" in cue.frames or not self.is_behind_mark(verb[0]):
            return False
        subject, end = self.subjects.after(verb[1])
        if subject and subject[0].manner == COLLECTIVE and INFINITIVE_IN.search(subject[0].text):
            # "The declaration, adopted by all, urges states to ratify it.".
            return False
        # "Say experts", but not "state Senator Ash".
        if cue.form == BASE and subject and subject[0].manner != COLLECTIVE:
            return False
        is_explained = before and before is not SAME and before[0].manner in {NAMED, TITLED}
        if is_explained and subject and subject[0].manner == COLLECTIVE:
            # "Ann Ash, the mayor, said the residents …".
            return False
        if subject is None or not INVERSION_END.match(self.text[end : self.end]):
            return False
        if circumstance := CIRCUMSTANCE.match(self.text, end, self.content_end):
            end = circumstance.end()
        goes_on = re.match(r",\s*who\b", self.text[end : self.end])
        self.add_around(cue, subject, verb, (verb[0], self.end if goes_on else end))
        return True

    def tag(self, cue, subject, verb):
        """Take "…, X said." and "…, X said, …", and "As X said, …"; return whether it is one."""
        is_behind = bool(subject) and subject is not SAME and self.is_behind_quotation(subject[0].start)
        is_before = QUOTED.match(self.text[verb[1] : self.end])
        is_before = is_before and (":" in is_before[0] or not is_behind)
        is_before = is_before or (bool(subject) and subject is not SAME and self.is_adjunct(subject[0].start, verb[1]))
        end = 0 if is_before else self.tag_end(verb[1], is_behind=is_behind)
        if not end and is_behind and SPOKEN.search(self.text[self.start : subject[0].start].rstrip()):
            end = self.next_quotation(verb[1])
        if not subject or subject is SAME or not end:
            return False
        if cue.form in {PRESENT, BASE} and subject[0].manner == THING and not self.is_text(subject[0]):
            # "The states of the region": a noun.
            return False
        is_answer = self.text.startswith(":", end) and ASKED.match(self.text, self.start, subject[0].start)
        if is_answer or INSERTED_THAT.match(self.text, verb[1], self.end):
            # "Asked whether it was open, she replied: it was"; "When he left, she noted, very drily, that rain fell".
            return False
        is_record = cue.base == "begin" and " since " in subject[0].text
        if is_record or NEGATED.search(self.text, subject[-1].end, verb[0]):
            # "The most rain since records began", and "where the money is, he did not say".
            return False
        begin = subject[0].start
        before = self.text[self.start : begin].rstrip()
        if is_as := re.search(r"\bas$", before, re.IGNORECASE):
            begin = self.start + is_as.start()
        elif not self.is_behind_mark(begin) or BYLINE.search(before):
            return False
        self.add_around(cue, subject, verb, (begin, end))
        return True

    def spoken(self):
        """Take "“…,” she rasped" and "“…,” rasped Ann Ash", with any verb, where no other one attributes it."""
        for first, last in self.quoted_inside():
            rasped = RASPED.match(self.text, last, self.end) if SPOKEN.search(self.text[first:last]) else None
            if rasped and self.is_free((first, rasped.end())) and not self.is_quoted(rasped.start("verb")):
                self.take_spoken(rasped, may_go_on=self.text[last - 2] == ",")

    def take_spoken(self, rasped, *, may_go_on):
        verb = rasped.span("verb")
        if rasped["before"].strip():
            subject, end = self.subjects.ending_at(verb[0] - 1), self.tag_end(verb[1], is_behind=may_go_on)
            begin = subject[0].start if subject else 0
        else:
            subject, end = self.subjects.after(verb[1])
            begin, end = verb[0], end if subject and INVERSION_END.match(self.text[end : self.end]) else 0
        is_next = self.text[rasped.start() : begin].strip().lower() in DETERMINERS | {""}
        if subject and end and is_next and subject[0].manner in PEOPLE:
            self.add_around(Cue(0, 0, rasped["verb"], PAST, frozenset()), subject, verb, (begin, end))

    def is_adjunct(self, begin, after):
        """Whether no clause stands before a verb with an inserted adverb: "In her letter, she noted, inter alia, …"."""
        adverb = adverb_after().match(self.text, after, self.end)
        is_inserted = adverb and adverb[0].lstrip().startswith(",") and adverb[0].rstrip().endswith(",")
        return bool(is_inserted and ADJUNCT.match(self.text[self.start : begin].strip()))

    def is_behind_quotation(self, place):
        before = self.text[self.start : place].rstrip()
        return before.endswith(("”", '"')) or self.is_closed(self.start + len(before))

    def is_behind_clause(self, place):
        """Whether a clause stands before a place: "It rained, …", but not "On Monday, …" or "Opening the fair, …"."""
        before = self.text[self.start : place].strip()
        is_adjunct = ADJUNCT.match(before) or OCCASION.fullmatch(before.rstrip(","))
        return before.endswith(",") and not is_adjunct

    def is_closed(self, at):
        """Whether a quotation ends at a place."""
        return any(last == at for _first, last in self.quoted)

    def is_behind_mark(self, place):
        """Whether a tag can stand at a place: after a comma or a quotation."""
        before = self.text[self.start : place].rstrip()
        is_number = bool(IN_NUMBER.search(self.text, self.start, place + 1))
        return (before.endswith(TAG_STARTS) and not is_number) or self.is_closed(self.start + len(before))

    def next_quotation(self, place):
        """Return where the next quotation of a sentence begins, or its end."""
        return next((first for first, _last in self.quoted if place < first < self.end), self.content_end)

    def tag_end(self, after, *, is_behind):
        """Return where a tag ends, after an adverb or a place: "he said at the meeting"; 0 if it does not end."""
        rest = self.text[after : self.end]
        patterns = [adverb_after(), PLACE, *([LONG_PLACE] if is_behind else [])]
        ends = [0, *(match.end() for pattern in patterns if (match := pattern.match(rest)))]
        # "She added drily, ".
        ends += [len(rest[:end].rstrip(" ,")) for end in ends[1:] if rest[:end].rstrip().endswith(",")]
        # "He said today at the meeting".
        last = len(rest[: ends[1]].rstrip()) if ends[1:] else 0
        ends += [match.end() for pattern in patterns[1:] if last and (match := pattern.match(rest, last))]
        return next((after + end for end in ends if TAG_END.match(rest[end:])), 0)

    def add_around(self, cue, subject, verb, tag):
        """Add the words on both sides of a tag, or only of its clause if the sentence has other attributions."""
        clause = self.start
        if self.is_within(subject, tag):
            self.attributions.clear()
        if self.previous:
            clause = self.text.rfind(";", self.previous.content[0][0], tag[0]) + 1
            if not clause and not (clause := self.last_clause(subject, tag)):
                return
            self.close(clause - 1)
        elif ASKED.match(self.text, self.start, tag[0]):
            return
        start = max(clause, self.quotation_before(tag[0]))
        behind = self.trimmed(tag[1], self.content_end)
        before = self.without_connective(self.trimmed(start, tag[0]), behind)
        if SPOKEN.search(self.text[start : tag[0]].rstrip()) or self.text.startswith(";", tag[1]):
            # Words after a quotation, or in another clause, do not belong to it unless they are quoted too.
            has_cue = any(self.tokens[each.first].start > tag[1] for each in self.cues)
            is_closed = has_cue and self.text.startswith(";", tag[1])
            behind = self.trimmed(self.content_end if is_closed else self.next_quotation(tag[1] - 1), self.content_end)
        is_occasion = behind[0] >= behind[1] and OCCASION.fullmatch(self.text, *before)
        if not is_occasion:
            self.attribute(subject, [verb], [before, behind], "tag", base=cue.base)

    def is_closing(self, subject, tag):
        """Whether a sentence ends with ", Ann Ash said"."""
        is_last = not self.text[tag[1] : self.content_end].strip() and subject[0].manner in {NAMED, TITLED, PRONOUN}
        return is_last and self.text[self.start : tag[0]].rstrip().endswith(",")

    def is_within(self, subject, tag):
        """Whether the attributions so far are part of what the tag attributes: "The states backed it, she said"."""
        mentions = (source.text for each in self.attributions for source in each.sources if source.manner in PEOPLE)
        is_she = all(text.lower() in {"he", "she", "they", subject[0].text.lower()} for text in mentions)
        own = [each for each in self.attributions if each.rule not in {"object", "coordination object"}]
        own = [each for each in own if each.rule == "tag" or not is_she]
        return bool(self.attributions) and not own and self.is_closing(subject, tag)

    def last_clause(self, subject, tag):
        """Return where the clause of the last tag begins: "He noted that …, and …, Ann Ash said"; or 0."""
        first = self.attributions[0]
        at = self.text.rfind(", and ", first.content[0][0], tag[0])
        if at < 0 or not first.rule.endswith("that") or not self.is_closing(subject, tag):
            return 0
        self.attributions = [each for each in self.attributions if each.content[0][0] < at]
        return at + len(", and ")

    def quotation_before(self, tag):
        """Return where the words before a tag begin: with the quotation, if a colon stands before it."""
        for first, last in self.quoted:
            is_next = self.start < first < tag and not self.text[last:tag].strip(" ,—–-")
            if is_next and self.text[self.start : first].rstrip().endswith(":"):
                return first
        return self.colon_before(tag)

    def colon_before(self, tag):
        """Return where the words begin, after a clause about a person: "Ann Ash was gloomy: prices, she feared, …"."""
        colon = self.text.find(": ", self.start, tag)
        # "Ann Ash protested; one must not, she said, …".
        colon = self.text.find("; ", self.start, tag) if colon < 0 else colon
        before = [each for each in self.mentions if each.manner in PEOPLE and each.end <= colon]
        named = {each.name for each in before if each.name}
        is_introduced = bool(before) and (before[0].start <= self.start + ARTICLE or len(named) == 1)
        return colon + 2 if is_introduced and not self.is_quoted(colon) else self.start
