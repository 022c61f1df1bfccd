"""The subject of a Chinese verb of saying: 会上，王明部长在致辞中 (in his address) before 表示."""

import re
from functools import cache

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, TITLED

from .adverbs import collectives, place
from .people.anaphora import is_somebody
from .people.groups import ACCOMPANYING
from .people.listed import known_person, people_in
from .people.mentions import mention_of, mentions_of
from .phrases import CLAUSE, LONGEST_TITLE, OWNED, PhraseFinder

LONGEST_SUBJECT = 45
# 河口镇对此有不同意见，认为 (Hekou has another opinion, and holds)
OPINION = re.compile("(?:也|则|却|并)?(?:对此|对[^，。]{1,12}|持|有)[^，。]{0,10}(?:意见|看法|态度|异议|疑虑)")
# Most clauses between a subject and its verb, and the marks between them.
MOST_CLAUSES, COMMAS = 3, frozenset("，,")
# Marks between a verb of saying and its words.
MARKS_OF_WORDS = frozenset("，,：:“")
# Before a quotation that is a means: 用“三个交汇”概括 (sums up with "three meetings").
MEANS = frozenset("用以")
# 不过他建议 (however, he suggests)
OPENING = re.compile("(?:不过|但是|但|然而|而|此外|另外|同时|对此|随后|接着|于是|因此|最后|首先)(?=.)")


@cache
def with_others():
    return re.compile(ACCOMPANYING)


class SubjectFinder(PhraseFinder):
    """Finds the subject before a verb in a sentence of the normalised text."""

    def subject(self, first, previous, after=None):
        """Return (mentions, start, whether it is the subject of the cue before) of the phrase before a cue.

        `after` is the end of the cue, or None if no mark follows it.
        """
        clause = max((m.end() for m in CLAUSE.finditer(self.text, self.start, first)), default=self.start)
        # 用“三个交汇”来概括 (to sum up with …)
        end = self.skip_adverbs(clause, first - (self.text[clause:first] == "来"))
        begins = clause
        if opening := OPENING.match(self.text, clause, end):
            clause = opening.end()
        if end <= clause and (group := self.quoted_group(clause)):
            return [group], group.start, False
        if end <= clause:
            is_same = bool(previous) and (end < first or clause == first)
            if is_same and (other := self.other_actor(previous, clause)):
                return [other], other.start, False
            sources = None if is_same else self.with_words(clause) or self.clauses_before(clause)
            return sources, clause, is_same
        if end - clause > LONGEST_SUBJECT:
            return [each for each in people_in(self.text, (clause, end)) if each.end == end], begins, False
        if whole := self.with_quotation(clause, end):
            return whole, whole[0].start, False
        sources = self.accompanied(clause, end) or mentions_of(self.text, clause, end)
        sources = sources or known_person(self.text, clause, end)
        sources = sources or self.after_opening(clause, end)
        is_quote = after is not None and self.text.startswith("：“", after)
        if after and (previous is None or is_quote):
            sources = sources or self.at_the_beginning(clause, end, is_aside=not is_quote)
        if not sources and previous is None:
            sources = (after and self.known_at_an_end(clause, end)) or self.unknown_subject(clause, end)
        return sources, begins, False

    def accompanied(self, start, end):
        """Return the person who begins a phrase that ends with others: 王明陪同几位学者 (accompanied scholars)."""
        person = self.first_person(start, end)
        is_one = person and person.manner in {NAMED, PRONOUN} and with_others().match(self.text, person.end, end)
        return [person] if is_one else []

    def other_actor(self, previous, clause):
        """Return somebody else who acts between two cues: 有人追问经费，王明未回应，仅表示, or None."""
        end = previous.cue[-1][1]
        if self.text[end : end + 1] in MARKS_OF_WORDS or self.text[clause - 1] not in COMMAS:
            return None
        other = next(iter(self.acting_before(clause)), None)
        is_other = other and other.start > end and self.text[other.start - 1] in COMMAS
        return other if is_other and all(source.name != other.name for source in previous.sources) else None

    def before_quoted(self, clause):
        """Return (start, end) of the words before a short quotation that ends at a place, if there is one."""
        opening = self.text.rfind("“", max(self.start, clause - LONGEST_TITLE), clause)
        if self.text[clause - 1 : clause] != "”" or opening <= self.start:
            return clause, clause
        return max((m.end() for m in CLAUSE.finditer(self.text, self.start, opening)), default=self.start), opening

    def quoted_group(self, clause):
        """Return the mention of a group with its name in quotation marks before a place: 反对党“绿色选择”, or None."""
        start, opening = self.before_quoted(clause)
        if is_somebody(self.text[start:opening]):
            # 这位入行二十年的“老师傅” (this "old master" of twenty years)
            return self.mention((start, clause), TITLED)
        group = mention_of(self.text, start, opening)
        return self.mention((start, clause), COLLECTIVE) if group and group.manner == COLLECTIVE else None

    def with_quotation(self, clause, end):
        """Return the mentions of people with a quotation in the post: 患者组织“蜗牛之家”发起人曾念慈."""
        start, opening = self.before_quoted(clause)
        mentions = mentions_of(self.text, start, end) if start < opening else []
        return mentions if mentions and all(mention.manner == NAMED for mention in mentions) else []

    def with_words(self, clause):
        """Return the speaker before a quotation that is a means of the verb: 他用“三个交汇”概括."""
        start, opening = self.before_quoted(clause)
        is_means = start < opening and self.text[opening - 1] in MEANS
        stop = self.skip_adverbs(start, opening - 1) if is_means else start
        return mentions_of(self.text, start, stop) if start < stop else []

    def clauses_before(self, clause):
        """Return the subject of the nearest clause before that has one: 王明另辟蹊径，从雨情入手，主张."""
        for _time in range(MOST_CLAUSES):
            sources = self.clause_before(clause) or self.opening_group(clause)
            if sources:
                return sources
            end = max(self.start, clause - 1)
            before = max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
            is_open = self.text[clause - 1 : clause] in COMMAS and self.text[before - 1 : before] in COMMAS
            if before <= self.start or not is_open or people_in(self.text, (before, clause)):
                return []
            clause = before
        return []

    def clause_before(self, clause):
        """Return the subject of the clause before a comma: 王明在致辞中，强调 or 王明，强调 (stressed)."""
        end = max(self.start, clause - 1)
        start = max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
        stop = self.skip_adverbs(start, end)
        mentions = mentions_of(self.text, start, stop) if start < stop <= start + LONGEST_SUBJECT else []
        first = self.first_person(start, end) if mentions else None
        if first and first.name != mentions[0].name and self.text[first.end] not in OWNED:
            # 王明看了看身旁的李华，说 (Wang Ming looked at Li Hua and said)
            return [first] if first.manner == NAMED else []
        mentions = mentions or self.at_the_beginning(start, end)
        return mentions or self.acting_before(clause) or self.opening_name(start, end)

    def acting_before(self, clause):
        """Return the person whose name begins the clause before a comma, whatever they do in it."""
        end = max(self.start, clause - 1)
        start = max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
        first = self.first_person(start, end) if start < end else None
        is_subject = first and first.manner == NAMED and first.end < end and self.text[first.end] not in OWNED
        return [first] if is_subject else []

    def opening_group(self, clause):
        """Return the group that begins the clause before a comma: 与会学者共同发布《倡议》，呼吁."""
        end = max(self.start, clause - 1)
        start = max((m.end() for m in CLAUSE.finditer(self.text, self.start, end)), default=self.start)
        stops = range(min(end, start + LONGEST_TITLE), start + 1, -1)
        stop = next((each for each in stops if self.is_group_at(start, each)), None)
        return [self.mention((start, stop), COLLECTIVE)] if stop else []

    def is_group_at(self, start, stop):
        """Whether [start, stop) is a group, or a place that has an opinion: 河口镇对此有不同意见."""
        phrase = self.text[start:stop]
        is_speaking_place = place().fullmatch(phrase) and OPINION.match(self.text, stop)
        return phrase in collectives() or bool(is_speaking_place)
