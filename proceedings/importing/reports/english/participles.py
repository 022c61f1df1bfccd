"""Participles of an English sentence that attribute words: "…, stressing that …", "with Ann Ash conceding that …"."""

import re

from .clauses import Clauses
from .cues import PAST, PRESENT
from .subjects import SAME
from .tokens import word_set
from .verbless.nominal import ARTICLE
from .verbless.states import PEOPLE

# "Issued a statement saying …".
TEXT_BEFORE = re.compile(
    r"\b(?:an?|his|her|their|its|the|\w+ed) (?:[\w-]+ ){0,3}?"
    r"(?P<text>statements?|letters?|e-?mails?|memos?|tweets?|notes?|messages?|posts?|speech|op-ed|briefs?|lawsuits?"
    r"|videos?|resolution|petition|report|ads?)(?: (?:on|to|from|in|at) [^,;:]{2,40}?)?$"
)
PARTICIPLE_BEFORE = re.compile(
    r"(,|;|\b(?:and|while|by|before|joined [^,;]+ in))(\s+(?:also|\w+ly|at the same time))?,?$"
)
MAIN = re.compile(
    r", (?:\w+ly |also |then )?(?:suspended|adjourned|closed|opened|declared|handed|thanked|invited|asked|left|read"
    r"|gave|turned|moved|ended"
    r"|postponed|withdrew|abstained|voted|ruled|signed|presented|introduced|returned|passed|took|sat|stood"
    r"|smiled|laughed|nodded|shrugged) "
)
# "When Ann Ash asked him about it he fell silent and said".
WHEN_CLAUSE = re.compile(r"(?:When|While|As|After|Before|Once|If) [^;:“”\"]{3,160}?[\w,] (?:he|she) ")
# Opening phrases with a person who is not the speaker.
ADJUNCT = re.compile(
    r"(?:On behalf of|In the presence of|At the (?:invitation|request) of|Together with|Along with|Alongside|With"
    r"|Besides|Like|Unlike|After|Following|Representing|(?:Reply|Respond)ing to|(?:Introduc|Accompani|Invit|Ask)ed by)"
    r" [^,;:“”\"]{2,80}, (?:the )?"
)
CONTRAST = re.compile(r", (?:while|whereas) (?:the )?$")
SUBJECTS = frozenset({"he", "she"})
OWNERS, LONGEST_OWNED = frozenset({"his", "her", "their"}), 20
# "Echoing this, Ann Ash said", "Citing two studies, she said": no words.
POINTING = re.compile(
    r"[\w' -]{0,60}\b(?:trials?|stud(?:y|ies)|data|figures?|statistics|surveys?|examples?|research|reports?|cases?"
    r"|findings|evidence|experience|precedents?)\b.*"
    r"|(?:this|that|it|these|them|(?:this|that|these|the|his|her|their|\w+'s?|the previous speaker's?)"
    r" (?:last |previous )?"
    r"(?:point|theme|remarks?|words|comments?|statement|line|topic|question|thread|argument|metaphor|image|sentiment|idea)s?)"
)

# The end of "inviting the Mayor to speak".
TO_SPEAK = (" to speak", " to take the floor", " to respond")


class Participles(Clauses):
    """Takes the words of participles in one sentence."""

    def participle(self, cue, verb):
        """Take ", stressing that …", which belongs to the speaker of the sentence."""
        before = self.text[self.start : verb[0]].rstrip(' "”')
        match = PARTICIPLE_BEFORE.search(before)
        if match and match[1] == "and" and self.previous and "participle" not in self.previous.rule:
            # "The need for a common front and renouncing threats": no words of their own.
            return
        if not before:
            self.leading(cue, verb)
            return
        content = self.content_after(cue, verb[1], is_person=True)
        if content and (person := self.with_person(verb[0])):
            self.close(person.start - len("with ") if self.text[: person.start].endswith("with ") else person.start)
            self.add([person], cue, verb, content, frame="participle")
            return
        if not match and self.previous is None:
            match = TEXT_BEFORE.search(before)
        if not match or not content:
            return
        people = self.first_before(verb[0])
        if self.previous is None and cue.base in word_set("topics") and self.resumed(cue, verb):
            # "Ann Ash, introducing her report, said": no words.
            return
        if self.previous is None and (until := self.resumed(cue, verb)):
            inserted = re.search(r",\s*(?:while|when|in|by|although|though)?$", before)
            subject = self.subjects.ending_at(self.start + inserted.start()) if inserted else None
            if subject:
                self.add(subject, cue, verb, content, frame="participle", until=until)
                return
        is_subject = not before.endswith("by") or (people and people[0].start <= self.start + ARTICLE)
        sources = self.previous.sources if self.previous else people if is_subject else []
        if sources or self.previous:
            sources = self.after_semicolon(verb[0]) or self.after_contrast(verb[0]) or sources
            self.close(verb[0])
            self.add(sources, cue, verb, content, frame="participle")

    def with_person(self, place):
        """Return the person of "with Ann Ash conceding that …", or of "quoted Ann Ash as saying that …", or None."""
        end = self.subjects.skip_adverbs(place)
        before = self.text[self.start : end]
        person = self.subjects.by_end.get(end - len(" as") if before.endswith(" as") else end)
        is_quoted = before.endswith(" as") and re.search(r"\b(?:quot|cit)(?:ed|es|ing)\b", before)
        is_with = person and self.text[: person.start].endswith("with ")
        return person if person and person.manner in PEOPLE and (is_with or is_quoted) else None

    def resumed(self, cue, verb):
        """Return where an inserted participle ends: "Ann Ash, stressing the need for drains, called for"; or 0."""
        for later in self.cues:
            start = self.tokens[later.first].start
            end = self.subjects.skip_adverbs(start)
            if later.first <= cue.first or later.form not in {PAST, PRESENT} or self.text[end - 1] != ",":
                continue
            subject = self.subjects.before(start, later.form)[0]
            if subject and subject is not SAME and subject[0].start < verb[0]:
                return end - 1
        # "The chair, noting that nobody objected, closed the debate".
        people = [each for each in self.mentions if each.manner in PEOPLE and each.start <= self.start + ARTICLE]
        is_inserted = people and not self.text[people[0].end : verb[0]].strip(", ")
        main = MAIN.search(self.text, verb[1], self.content_end) if is_inserted and not self.previous else None
        return main.start() if main and not self.is_quoted(main.start()) else 0

    def leading(self, cue, verb):
        """Take "Citing the cost, Ann Ash …", with which a sentence begins."""
        people = (each for each in self.mentions if each.start > verb[1] and each.manner in PEOPLE)
        subject = next((each for each in people if self.text[: each.start].rstrip().endswith(",")), None)
        is_topic = cue.base in word_set("topics")
        content = self.content_after(cue, verb[1], is_person=True) if subject and not is_topic else None
        own = self.trimmed(content[0], subject.start) if content else (0, 0)
        # "Echoing Bo Birch, Ann Ash said": no words, either.
        is_empty = POINTING.fullmatch(self.text, *own) or any(each.span == own for each in self.mentions)
        # "Inviting the Mayor to speak, Ann Ash said".
        is_empty = is_empty or self.text[slice(*own)].endswith(TO_SPEAK)
        if content and content[0] < subject.start and not is_empty:
            self.attribute(
                [subject],
                [(verb[0], content[1])],
                [own],
                f"leading {content[2]}",
                base=cue.base,
            )

    def after_semicolon(self, at):
        """End the last content before "; Ann Ash was sceptical, remarking that …", and return the speaker."""
        mark = self.text.rfind(";", self.start, at) + 1
        people = [each for each in self.mentions if each.manner in PEOPLE and mark <= each.start <= mark + ARTICLE]
        if mark and people and self.previous and self.previous.content[0][0] < mark:
            self.close(mark)
            return people
        return []

    def after_contrast(self, at):
        """End the last content before ", while Ann Ash hesitated, explaining that …", and return the speaker."""
        is_object = self.previous and self.previous.rule.endswith("object")
        begin, end = self.previous.content[0][0] if is_object else at, self.subjects.skip_adverbs(at)
        people = [each for each in self.mentions if begin <= each.start < end and each.manner in PEOPLE]
        marks = [(CONTRAST.search(self.text, begin, each.start), each) for each in people]
        mark, person = next((pair for pair in marks if pair[0]), (None, None))
        if not mark or "," in self.text[person.end : end].rstrip(" ,"):
            return []
        self.close(mark.start())
        return [person]

    def first_before(self, place):
        """Return [the person or group that begins a sentence], with an explanation: "Ann Ash, the mayor's lawyer,"."""
        people = [each for each in self.mentions if each.end <= place and each.manner in PEOPLE]
        clause = WHEN_CLAUSE.match(self.text, self.start, place)
        people = [each for each in people if each.text.lower() in SUBJECTS or not clause] or people
        # "Ann Ash's aides met and said": not Ann Ash.
        people = [each for each in people if not self.text.startswith("'", each.end)]
        # "On behalf of the rector, Ann Ash greeted them and said": not the rector.
        is_beside = len(people) > 1 and ADJUNCT.fullmatch(self.text, self.start, people[1].start)
        people = people[1:] if is_beside else people
        # "Her colleague, Bo Birch, was cautious, suggesting that": not her.
        is_owned = (
            len(people) > 1 and people[0].text.lower() in OWNERS and people[1].start - people[0].end < LONGEST_OWNED
        )
        people = people[1:] if is_owned else people
        group = self.subjects.leading_group(place)
        if group and any(group[0].start < self.tokens[cue.first].start < group[0].end for cue in self.cues):
            # "Norway denied those reports": no group.
            group = []
        if group and not (people and people[0].start < group[0].end):
            return group
        return self.subjects.explained([self.subjects.described(people[0])], people[0].end)[0] if people else []
