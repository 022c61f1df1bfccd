"""Reports that go on over several sentences and paragraphs: "Ann Ash briefed the Mayor on the flood. Nobody died."."""

import re

from proceedings.importing.reports.attributions import Attribution
from proceedings.importing.reports.english.patterns import ABOUT_WHAT
from proceedings.importing.reports.lexicon import alternatives, words

from . import sentences
from .evidence import WILL, is_evident, is_likely, is_narrators, is_of_now, is_of_thing_now, is_reported, sentence_of
from .meetings import Speakers, is_meeting, superiors
from .narrator import BEFORE_SUBJECT, SPEAKERS
from .tenses import is_past
from .within import is_of_others, is_within

# Verbs of a report at the beginning of a cue; "told the children" is none.
REPORTING = re.compile(
    r"(?:(?:also|further|then) )?(?:reported|reports|presented|presents|outlined|outlines|spoke|speaks|gave the"
    r"|(?:informed|informs|told|tells|briefed|briefs|updated|updates|acquainted) (?:the )?[A-Z]"
    r"|(?:informed|briefed|told) (?:his|her) (?:colleague|counterpart))"
)
# Verbs of a report with their prepositions, before what it is about.
TOPICAL = re.compile(
    r"(?:also |further |then )?(?:(?:present|outline)(?:d|ed|s)|(?:gave|gives|presented) .*\b(?:account|overview) of"
    r"|(?:dwelt|touched) (?:up)?on"
    r"|(?:reported|reports|briefed|briefs|updated|updates|informed|informs|acquainted)\b.* (?:on|about|of|with))"
)
# "Informed the Mayor of the opening of two locks", "briefed her on the rise, by which fees had doubled".
HAPPENED = re.compile(
    r"(?:the|an?|his|her|their|its) (?:[\w-]+ ){0,2}?(?:opening|closing|closure|launch|completion|start|beginning"
    r"|signing|introduction|delivery|arrival|departure|release|discovery|decision|increase|decrease|reduction|rise|fall|growth|drop"
    r"|decline|doubling|loss|destruction|resumption|suspension|purchase|sale|creation|establishment|withdrawal|collapse"
    r"|appointment|arrest|death|rescue|evacuation|return|expansion|absence|lack|shortage)\b"
    r"|[^;:.]*,? (?:(?:under|by|in|of|for|to|with|through) )?(?:which|who|whose) [^;:.]*\b(?:had|would|were|was)\b"
)
# "Wanted to know whether".
CURIOUS = re.compile(r"\b(?:wanted|wished|wants|wishes|interested|curious|inquired|enquired)\b")
ASKED = re.compile(r"(?:whether|if|how|why|when|where|what|which|who)\b")
# "Ann Ash gave the Mayor an account of the flood", and "heard a report by Ann Ash".
ACCOUNT = re.compile(
    r",? (?:\w+ly |also |then |next |first )?(?:(?:gave|gives|presented|presents|delivered|made|submitted|offered)\b"
    r"[^,;.]{0,60}? (?:account|overview|reports?|reviews?|outline|summary|update|briefing|picture|information)\b"
    r"|(?:outlined|reviewed|summari[sz]ed|described|acquainted|familiari[sz]ed|introduced|touched (?:up)?on"
    r"|dwelt (?:up)?on|turned to|elaborated on) )"
)
REPORT_BY = re.compile(
    r"\b(?:(?:reports?|account|presentation|briefing) (?:by|from|of)"
    r"|(?:briefed|informed|updated)(?: on \w+day| yesterday| today)? by) (?:the )?$"
)
# Those who meet, together.
JOINT = re.compile(
    r"(?:(?:the|both|the two|the three) )?(?:sides|parties|leaders|presidents|ministers|interlocutors|colleagues"
    r"|heads of (?:state|government))",
    re.IGNORECASE,
)
# "A monthly report was to reach her".
DUE = re.compile(
    r"(?:A|An|The|This|These|All|No) (?:[\w-]+ ){1,5}?(?:was|were) to (?!be held|take place|begin|start)\w+\b"
)
# "Outlined the programme of the visit. Talks were planned for the first day."
PROGRAMME = re.compile(r"\b(?:agenda|arrangements|itinerary|plans?|preparations?|program(?:me)?|schedule|timetable)\b")
PLANNED = re.compile(r"\b(?:was|were) (?:also )?(?:due|envisaged|expected|foreseen|planned|scheduled|to be)\b")
# "The mill has nine wheels", as a narrator describes a thing.
DESCRIBED = re.compile(
    r"(?:The|Its?|This)\b[^,;:]{0,60}? (?:comprises|consists of|dates (?:from|back)|displays|employs|has (?:\d|"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)|houses|is conferred|lies (?:at|in|on|\d)"
    r"|occupies|runs (?:from|until)|stands (?:in|on|at (?!\d)))"
)
# "The Authority", "the company", "his region".
BODIES = frozenset({*words("en")["own_bodies"], "authority", "commission", "board", "service"})
OWN_BODY = re.compile(rf"(?:(?:the|its|his|her) )?{alternatives(BODIES)}", re.IGNORECASE)
# The most paragraphs with the title in which a meeting is announced, and their most characters.
TITLE_AND_TWO, LONGEST_OPENING = 3, 3_000
# So many sentences that go on with words make them a report.
AT_LENGTH = 2
# The beginning of the rule of "Ann Ash spoke about bees".
TOPIC, ACCOUNT_RULE = "topic", "topic account"


class Reports:
    """Decides which sentences of one text go on with somebody's words, and remembers who reports at length."""

    def __init__(self, text, paragraphs):
        self.text = text
        # A meeting is announced in the title or the first two paragraphs.
        opening = text[: min(paragraphs[:TITLE_AND_TWO][-1][1], LONGEST_OPENING)] if paragraphs else ""
        self.superiors, self.is_meeting = superiors(text, opening), is_meeting(opening)
        self.speakers = Speakers()
        # The words that came last, and how many sentences went on with them.
        self.last, self.length = None, 0
        # The latest sentence of them.
        self.recent = ""
        # Whether the last words go on from the paragraph before.
        self.is_carried = False
        # The last words of somebody who reports, who answers questions.
        self.report = None

    def goes_on(self, reader, last):
        """Whether a sentence without attributions continues the words of the last attribution."""
        self.follow(last)
        is_passed_on = self.may_report(last) and not is_narrators(reader, self.superiors)
        is_next = not self.is_carried and sentences.goes_on(reader, last) and not is_aside(reader, last)
        is_next = is_next or (is_passed_on and self.is_sure(reader, last)) or is_due(reader, last)
        is_next = is_next or is_planned(reader, last)
        if is_next:
            self.length += 1
            self.recent = sentence_of(reader)
        return is_next

    def is_within(self, reader, attributions, last):
        """Whether others say something within words, or want something in a report: "The firm wants a loan"."""
        self.follow(last)
        is_own = self.may_report(last)
        is_own = is_own and all(is_of_own_body(each) or is_of_others(self.text, each) for each in attributions)
        is_own = is_own and not is_narrators(reader, self.superiors)
        return is_own or is_within(reader, attributions, last)

    def is_sure(self, reader, last):
        """Whether words are a clause or a topic, or a sentence behind an object is told: "reported losses. Two had"."""
        is_object = last.rule.endswith("object") and not last.rule.startswith(TOPIC)
        is_object = is_object and not (self.is_meeting and is_mere_topic(self.text, last))
        return not is_object or self.is_carried or self.length > 0 or is_reported(reader)

    def leading(self, reader):
        """Return the Attribution of a sentence that only tells that somebody reports, which the next one continues."""
        return (None if reader.topics else account(reader)) or sentences.leading(reader)

    def goes_over(self, readers, last):
        """Return the words that a paragraph of these readers goes on with after the last words, or None."""
        for reader in readers:
            self.speakers.note(sorted([*reader.attributions, *reader.topics], key=lambda each: each.content[0][0]))
        if not last or not readers:
            return None
        self.follow(last)
        if answer := self.answered(last):
            return answer if self.is_of_report(readers) else None
        if not self.may_report(last) or not self.is_of_report(readers):
            return None
        self.is_carried = True
        return last

    def answered(self, last):
        """Return the report of the person of whom somebody else has just asked something, or None."""
        is_asked = self.report and len(last.sources) == 1 and self.is_question(last)
        is_other = is_asked and self.speakers.words(last.sources[0]) != self.speakers.words(self.report.sources[0])
        return self.report if is_other else None

    def answers(self, reader, last):
        """Return the words that a sentence behind a question goes on with, or None."""
        report = self.answered(last)
        is_answer = report and is_likely(reader) and not is_narrators(reader, self.superiors)
        return report if is_answer else None

    def follow(self, last):
        """Notice new words, which the next sentences can continue."""
        if last is not self.last:
            self.last, self.length, self.is_carried = last, 0, False
            self.recent = self.text[last.content[0][0] : last.content[-1][1]]
        if self.may_report(last) and (is_reporting(self.text, last) or self.is_meeting):
            self.report = last

    def may_report(self, last):
        """Whether words can be part of a report, because of their verb, the meeting, or their length."""
        if not is_speech(last) or self.is_question(last) or self.is_of_superior(last):
            return False
        if self.is_carried or last.rule == ACCOUNT_RULE or is_reporting(self.text, last):
            return True
        return (self.is_meeting or self.length >= AT_LENGTH) and not last.rule.startswith(TOPIC)

    def is_question(self, last):
        """Whether somebody asks something: "asked when it would end", "wanted to know whether"."""
        is_curious = last.cue and CURIOUS.search(self.text, *last.cue[0]) and ASKED.match(self.text, last.content[0][0])
        return bool(is_curious) or sentences.is_question(self.text, last)

    def is_of_superior(self, last):
        own = self.speakers.words(last.sources[0])
        return bool(own) and own <= self.superiors

    def is_of_report(self, readers):
        """Whether a paragraph argues, counts or compares as a report does, and does not narrate."""
        own = []
        for reader in readers:
            sources = [source for each in reader.attributions for source in each.sources]
            if any(JOINT.fullmatch(source.text) for source in sources):
                # "Trade rose by 9 percent last year. The two sides agreed that": the narrator's.
                return False
            if any(source.manner in SPEAKERS for source in sources):
                break
            own.append(reader)
        if not own or is_narrators(own[0], self.superiors):
            return False
        first, *others = own
        if WILL.search(sentence_of(first)) and not is_of_now(self.recent):
            # "The delegation will stay until Monday" after "she said that roads had sunk".
            return False
        # "Trees are cut" after "she said that the pest is back".
        is_same = is_of_now(self.recent) and is_of_now(sentence_of(first)) and sentence_of(first)[0].isalpha()
        is_next = is_same or is_likely(first) or any(map(is_evident, others))
        is_next = is_next or (self.is_meeting and not any(is_of_thing_now(sentence_of(each)) for each in own))
        return is_evident(first) or (is_next and not any(is_narrators(each, self.superiors) for each in others))


def is_aside(reader, last):
    """Whether a thing is described in the present, behind a clause in the past: "The mill has nine wheels"."""
    sentence, own = sentence_of(reader), reader.text[last.content[0][0] : last.content[-1][1]]
    is_fact = not is_past(sentence) and is_past(own) and sentences.is_clause(reader.text, last)
    return is_fact and not is_evident(reader) and bool(DESCRIBED.match(sentence))


def is_speech(last):
    is_by_one = len(last.sources) == 1 and last.sources[0].manner in SPEAKERS
    return is_by_one and last.is_remark and last.rule != sentences.ACT


def is_reporting(text, last):
    return bool(last.cue and REPORTING.match(text, last.cue[0][0]))


def without_topics(text, attributions):
    """Return the attributions without mere topics that the next sentences develop.

    "Ann Ash presented the results. Output grew by 4 percent": only the second sentence has her words.
    """
    developed = {id(each.begun) for each in attributions if each.begun}
    return [each for each in attributions if not (id(each) in developed and is_mere_topic(text, each))]


def is_mere_topic(text, each):
    """Whether words only tell on what somebody reported: "presented the results", "briefed the Mayor on the flood"."""
    is_object = each.rule.endswith(("object", "hearer")) and bool(each.cue)
    is_object = is_object and not ABOUT_WHAT.match(text, each.content[0][0])
    is_object = is_object and not HAPPENED.match(text, *each.content[0])
    return is_object and bool(TOPICAL.fullmatch(text, *each.cue[0]))


def is_of_own_body(each):
    """Whether a body wants or asks for something, but does not state it."""
    is_by_body = len(each.sources) == 1 and bool(OWN_BODY.fullmatch(each.sources[0].text))
    return is_by_body and not each.rule.endswith("that")


def is_due(reader, last):
    """Whether a sentence adds to an instruction: "She told the port to pay. A report was to reach her by May"."""
    begin, end = last.content[0]
    is_request = is_speech(last) and bool(sentences.REQUEST.match(reader.text, begin, end))
    return is_request and bool(DUE.match(sentence_of(reader)))


def is_planned(reader, last):
    """Whether a sentence tells what a programme holds: "She outlined the visit's programme. Talks were planned"."""
    begin, end = last.content[0]
    is_programme = is_speech(last) and bool(PROGRAMME.search(reader.text, begin, end))
    return is_programme and not reader.topics and bool(PLANNED.search(sentence_of(reader)))


def account(reader):
    """Return the Attribution of "Ann Ash gave the Mayor an account of the flood", or None."""
    for each in reader.mentions:
        if each.manner in SPEAKERS and not each.is_indefinite:
            is_first = each.start - reader.start <= BEFORE_SUBJECT
            is_giving = is_first and ACCOUNT.match(reader.text, each.end, reader.end)
            if is_giving or REPORT_BY.search(reader.text, reader.start, each.start):
                return Attribution([each], [], [reader.span], ACCOUNT_RULE, reader.span)
    return None
