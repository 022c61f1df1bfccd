"""Words of a Chinese sentence after a preposition, or of nobody: 据某某介绍，…, 在他看来，…, 需要指出的是，…"""

import re

from proceedings.importing.reports.attributions import COLLECTIVE

from .patterns import BASED_ON, based_on, felt_about, passives, prepositional
from .people.mentions import mentions_of
from .phrases import CLAUSE
from .turns import PEOPLE, TurnReader

BUT = re.compile("(?:(?:不过|但是|但|然而|而|此外|另外|同时|此前|日前|近日|目前|其中)，?)?")
# The rule of 对某事表示感谢 (thanked for something).
FEELING = "feeling"


class PrepositionReader(TurnReader):
    """Reads the clauses of a sentence that begin with a preposition."""

    def prepositional_inside(self):
        """Read 王明把话题引向财政：在他看来，… (in his view), in a sentence without other attributions."""
        if self.attributions:
            return
        marks = (mark.end() for mark in CLAUSE.finditer(self.text, self.start, self.content_end))
        next((at for at in marks if not self.is_quoted(at) and self.prepositional(at, of_people=True)), None)

    def prepositional(self, start, *, of_people=False):
        """Read 据某某介绍，… at a place; return whether it is there and, with `of_people`, has people as its source."""
        start += len(BUT.match(self.text[start : self.end])[0])
        match = prepositional().match(self.text, start, self.end) or based_on().match(self.text, start, self.end)
        sources = mentions_of(self.text, *match.span("source")) if match else []
        if match and not sources:
            # 正如田力在开场白中所指出的 (as Tian Li pointed out in his opening words)
            start, end = match.span("source")
            sources = mentions_of(self.text, start, self.skip_adverbs(start, end))
        if match and not sources:
            sources = self.foreign(*match.span("source"))
            if not sources and match["to"].startswith(BASED_ON):
                sources = [self.unknown(*match.span("source"))]
        if not sources or (of_people and sources[0].manner not in PEOPLE):
            return False
        content = [self.trimmed(match.end(), self.content_end)]
        cue = [match.span(each) for each in ("to", "verb") if match.span(each)[0] < match.span(each)[1]]
        return self.attribute(sources, cue, content, "prepositional")

    def passive(self):
        """Read 需要指出的是，… (it should be noted that …), without a speaker; return whether it is one."""
        for pattern in passives():
            match = pattern.match(self.text[self.start : self.content_end])
            if match and not self.text.startswith("的", self.start + match.end()):
                end = self.start + match.end()
                cue, content = self.trimmed(self.start, end), self.trimmed(end, self.content_end)
                return self.attribute([], [cue], [content], "passive")
        return False

    def felt_about(self):
        """Read 对修桥的提议，王明和李华均表示赞同 (Wang Ming and Li Hua both agreed); return whether it is one."""
        start = self.start + len(BUT.match(self.text[self.start : self.end])[0])
        match = felt_about().match(self.text, start, self.content_end)
        if match is None:
            return False
        start, end = match.span("source")
        sources = mentions_of(self.text, start, self.skip_adverbs(start, end))
        if not sources or sources[0].manner not in {*PEOPLE, COLLECTIVE}:
            return False
        return self.attribute(sources, [match.span("to"), match.span("cue")], [match.span("what")], FEELING)
