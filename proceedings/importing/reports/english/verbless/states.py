"""Attributions by what somebody is, in English: "she was sure that …", "he was worried about …"."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED
from proceedings.importing.reports.english.patterns import NEW_SPEAKER, states
from proceedings.importing.reports.english.people.posts import capital_words, is_country
from proceedings.importing.reports.english.subjects import SAME
from proceedings.importing.reports.english.tokens import word_set

from .nominal import Nominal

PEOPLE = frozenset({NAMED, TITLED, PRONOUN})
SURE = frozenset({"sure", "confident", "convinced", "against", "in favor of", "in favour of"})
# "She was blunt: …".
COLON_AFTER = re.compile(r"(?: (?:about|on|with|in) [^,;:.“”\"]{2,60})?:\s+")
# Behind "know", "learn", "hear", "find out", "told" and "understand".
QUESTION_AFTER = re.compile(
    r"(?<=know|earn|hear| out|told|tand) (?=(?:whether|if|how|why|what|which|when|where|who)\b)"
)
NOT_ALL = re.compile(r"(?:nobody|no one|none|not )\b", re.IGNORECASE)
# "Admitted that rain fell, but | was confident that".
SAME_CLAUSE = re.compile(r"\b(?:and|but|yet)(?: \w+ly| also)? $")
GOES_ON = re.compile(r",? (?:and|but|yet) (?:\w+ly |also )?$")
# A word such as "report" is looked for among so many words of a subject.
MOST_BEFORE_TEXT = 6


def is_people(subject):
    return bool(subject) and subject is not SAME


class States(Nominal):
    def states(self):
        """Take "he was sure that …"."""
        for match in states().finditer(self.text, self.start, self.content_end):
            colon = COLON_AFTER.match(self.text, match.end("state"), self.content_end)
            # "Was curious to know whether rain fell".
            colon = colon or QUESTION_AFTER.match(self.text, match.end("state"), self.content_end)
            taken = [start for each in self.attributions for start, _end in each.content]
            is_taken = any(start < match.end() or not colon for start in taken) or self.is_by_people()
            if self.is_quoted(match.start()):
                return
            subject, _end = self.subjects.before(match.start(), "past")
            start = match.end("state") if match["link"] == " to" else max(match.end("link"), match.end("state"))
            if is_taken and self.is_other_clause(subject, match):
                # "Admitted that rain fell, but he was confident that it would end".
                sources = subject if is_people(subject) else self.previous.sources
                self.close(subject[0].start if is_people(subject) else match.start())
                self.attribute(sources, [(match.start(), start)], [self.trimmed(start, self.content_end)], "state that")
                continue
            if is_taken and match["link"] and is_people(subject) and (end := self.goes_on_at(subject, match)):
                # "Was sceptical about the costs, but agreed to pay".
                content = [self.trimmed(start, end)]
                self.attribute(subject, [(match.start(), start)], content, "state", base=match["state"].lower())
                self.attributions.insert(0, self.attributions.pop())
            if is_taken:
                return
            if not is_people(subject) or self.is_no_speaker(subject[0], match):
                continue
            if colon:
                start = colon.end()
            if colon or match["link"] or match["state"].lower() in SURE:
                # "Was worried about hospitals: surgeons want no sirens".
                self.attributions.clear()
                self.attribute(
                    subject,
                    [(match.start(), start)],
                    [self.trimmed(start, self.content_end)],
                    "state",
                    base="" if match["link"] == " that" else self.state_of(match["state"].lower()),
                )

    @staticmethod
    def state_of(state):
        """Return the words of a state in the list of attitudes: "a critic" of "a frequent critic"."""
        is_noun = state.startswith(("a ", "an "))
        return f"a {state.rpartition(' ')[2]}" if is_noun else state

    def goes_on_at(self, subject, match):
        """Return where the first words begin that somebody says behind a state: ", but agreed to pay"; or 0."""
        first = self.attributions[0]
        is_same = [source.span for source in first.sources] == [source.span for source in subject]
        is_next = is_same and first.rule.startswith("coordination") and match.end() < first.cue[0][0]
        mark = GOES_ON.search(self.text, match.end(), first.cue[0][0]) if is_next else None
        return mark.start() if mark else 0

    def is_other_clause(self, subject, match):
        """Whether "was sure that" has a subject of its own behind words, or goes on: ", but he was …", "and was …"."""
        if not self.previous or self.previous.content[-1][0] > match.start() or match["link"] != " that":
            return False
        if subject is SAME:
            return bool(SAME_CLAUSE.search(self.text, self.start, match.start()))
        is_person = is_people(subject) and subject[0].manner in PEOPLE
        return is_person and bool(NEW_SPEAKER.search(self.text[self.start : subject[0].start].rstrip()))

    def is_no_speaker(self, source, match):
        """Whether nobody, or a thing, is something: "nobody was sure that", "the panel was concerned with"."""
        is_nobody = NOT_ALL.match(source.text) or re.search(r"\b[Nn]ot $", self.text[: source.start])
        is_about = source.manner == COLLECTIVE and match["state"] == "concerned" and match["link"] == " with"
        return bool(is_nobody) or is_about or (source.manner == THING and not self.is_text(source))

    def is_text(self, mention):
        """Whether a thing is a text or a body, which says something as people do: "a report by the Army", "it"."""
        listed = mention.text.split()
        first = [word.lower().strip(",") for word in listed[:MOST_BEFORE_TEXT]]
        is_known = any({word, word.removesuffix("s")} & word_set("documents") for word in first)
        is_body = is_country(mention.text) or any(
            word in capital_words("organisation_words") or (word.isupper() and len(word) > 1) for word in listed
        )
        return mention.manner == THING and (first == ["it"] or is_known or is_body)

    def is_by_people(self):
        """Whether words of a person, not of a group, are attributed already."""
        return any(source.manner in PEOPLE for each in self.attributions for source in each.sources)
