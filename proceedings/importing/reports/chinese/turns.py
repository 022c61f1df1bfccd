"""The words after a name without a verb of saying: minutes, and quotations with their speakers."""

import re
from functools import lru_cache

from proceedings.importing.reports.attributions import COLLECTIVE, MINUTES, NAMED, PRONOUN, TITLED
from proceedings.importing.reports.lexicon import words

from .patterns import speaker_after
from .people.listed import people_in
from .people.mentions import mention_of, mentions_of
from .phrases import CLAUSE, is_certain
from .subjects import LONGEST_SUBJECT, SubjectFinder

PEOPLE = frozenset({NAMED, TITLED, PRONOUN})
# A line of minutes: a name, a colon and a whole sentence.
SPEAKER = re.compile(r"(?P<source>[^，。：“”；\n]{2,40})(?P<colon>：)(?=[^“”\n][^\n]+[。！？]$)")
# 主持人 邢慧娜： (host Xing Huina:)
SPACED = re.compile(r"[\u4e00-\u9fff]{2,12}[ \u3000]+(?=[\u4e00-\u9fff]{2,4}$)")
# Most characters of the person who answers a question in the same sentence.
LONGEST_ANSWERER = 10
# Most characters of what somebody does before a quotation.
LONGEST_ACT = 16
# A text with so many paragraphs that begin with a speaker is a conversation; for how many texts that is cached.
TURN, FEWEST_TURNS, KEPT = re.compile(r"^[^，。：“”；\n]{1,16}：(?=[^“”\n]{2})", re.MULTILINE), 3, 8
# The fewest characters of a quotation after a comma that is no name.
SHORTEST_QUOTE = 8


@lru_cache(KEPT)
def has_turns(text):
    """Whether a text is a conversation, in which paragraphs begin with a speaker."""
    return len(TURN.findall(text)) >= FEWEST_TURNS


class TurnReader(SubjectFinder):
    """Reads the turns and quotations of a sentence."""

    def after_quotation(self):
        """Read “…”某某说 (said somebody); return whether the sentence is one."""
        for first, last in self.quoted:
            tail = speaker_after().match(self.text, last, self.end) if self.start <= first else None
            if tail and not self.text[self.start : first].strip():
                start, end = tail.span("source")
                stop = self.skip_adverbs(start, end)
                sources = mentions_of(self.text, start, stop) or self.foreign(start, stop)
                sources = sources or self.at_the_beginning(start, stop) or self.at_the_beginning(start, end)
                if sources:
                    # “雨停了。”田力说着，站了起来 (said Tian Li, and got up)
                    end = tail.end() if tail["still"] else self.content_end
                    content = [self.trimmed(first, last), self.trimmed(tail.end(), end)]
                    return self.attribute(sources, [tail.span("cue")], content, "tag")
        return False

    def transcript(self):
        """Read 孔令辉：… in minutes; return whether the sentence is one."""
        match = SPEAKER.match(self.text, self.start, self.end)
        if match is None:
            return False
        content = [self.trimmed(match.end(), self.content_end)]
        if match["source"].endswith(tuple(words("zh")["asking"])):
            asking = self.mention(match.span("source"), COLLECTIVE)
            return self.attribute([asking], [match.span("colon")], content, MINUTES)
        spaced = SPACED.match(self.text, match.start("source"), match.end("source"))
        start = spaced.end() if spaced else match.start("source")
        person = mentions_of(self.text, start, match.end("source"))
        if len(person) != 1 or person[0].manner != NAMED:
            return False
        is_known = bool(spaced) or match["source"].endswith("）") or is_certain(person[0], self.text)
        is_known = is_known or has_turns(self.text)
        return is_known and self.attribute(person, [match.span("colon")], content, MINUTES)

    def before_quotation(self):
        """Read 马丽直摇头：“…” (Ma Li shook her head), where a person acts before a colon and a quotation."""
        quote = next((span for span in self.quoted if self.start < span[0] < self.end), None)
        if quote is None or self.text[quote[0] - 1] not in "：，":
            return
        colon = quote[0] - 1
        if self.attributions:
            self.answer(quote, colon)
            return
        if self.text[colon] == "，" and not self.is_whole(quote, colon):
            return
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, colon)), default=self.start)
        speaker = self.at_the_beginning(clause, colon, is_aside=False) or self.clause_before(clause)
        speaker = speaker or mentions_of(self.text, clause, colon) or self.only_person(clause, colon)
        if speaker and speaker[0].manner in PEOPLE:
            cue = (speaker[-1].end, colon) if speaker[-1].end < colon else (colon, colon + 1)
            self.attribute(speaker, [cue], [self.trimmed(colon + 1, self.end)], "that")

    def answer(self, quote, colon):
        """Read the second part of 有人问田力来不来，老人摆摆手：“来。”, where nobody is named for the first one."""
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, colon)), default=self.start)
        is_last = self.text[colon] == "：" and not self.text[quote[1] : self.end].strip("。")
        is_asked = self.previous.kind == "question" and all(not source.name for source in self.previous.sources)
        if not (is_last and is_asked and self.previous.cue[-1][1] < clause and self.text[clause - 1] == "，"):
            return
        stops = range(min(colon, clause + LONGEST_ANSWERER), clause + 1, -1)
        mentions = (mention_of(self.text, clause, stop) for stop in stops)
        speaker = next((each for each in mentions if each and each.manner in {NAMED, TITLED}), None)
        if speaker and speaker.end < colon:
            self.close(clause)
            self.attribute([speaker], [(speaker.end, colon)], [self.trimmed(*quote)], "that")

    def only_person(self, start, colon):
        """Return the only person in a clause, after an owner: 他的同事马丽泼了冷水：“…” (his colleague)."""
        people = people_in(self.text, (start, colon))
        is_act = len(people) == 1 and 1 < colon - people[0].end <= LONGEST_ACT
        return people if is_act and self.text[people[0].end] not in "的、和与及" else []

    def is_whole(self, quote, comma):
        """Whether a quotation after a comma is speech: 里长首先开炮，“你们车停哪里？” (the village head began)."""
        act = comma - max((m.end() for m in CLAUSE.finditer(self.text, self.start, comma)), default=self.start)
        is_last = not self.text[quote[1] : self.end].strip("。")
        return is_last and quote[1] - quote[0] >= SHORTEST_QUOTE and act <= LONGEST_SUBJECT // 2
