"""Attributions and mentions: what a backend finds in one sentence."""

from bisect import bisect_left
from dataclasses import dataclass, field

from proceedings.importing.proposals.proposal import Spans

# The ways in which a text mentions people.
NAMED, TITLED, PRONOUN, COLLECTIVE, THING = "named", "titled", "pronoun", "collective", "thing"

# Rules of attributions that take their words from the sentence before, and of those that only say what somebody wants.
BACK, INTENTION = "back", "intention"
# The rule of a verb without a subject, which has the speaker of the sentence before: "Добавила, что …".
ELLIPTIC = "elliptic"
# The rule of "A. Lund: the rain is over", which the rest of the paragraph continues.
MINUTES = "minutes"


@dataclass
class Mention:
    """A place where the text mentions people; `text` are its words without the article.

    `manner` is one of the above: "Igor Ivanov", "the Secretary General", "he", "the participants", "the report".
    """

    start: int
    end: int
    manner: str
    text: str
    name: str = ""
    post: str = ""
    organisation: str = ""
    # "An expert": nobody on the roster.
    is_indefinite: bool = False
    # The gender that a verb or a pronoun reveals, as the Grammar of the language names it, or "".
    gender: str = ""
    # "His" of "his guest", in small letters, or "".
    owner: str = ""
    # "Professor" after another post.
    rank: str = ""
    # The titles that somebody has in this event, one per line: "chaired by Ann Ash".
    role: str = ""

    @property
    def span(self):
        return (self.start, self.end)


@dataclass
class Attribution:
    """Words that somebody is said to have said. `sources` are the mentions of the speakers; empty if nobody is named.

    `kind` is the kind of the cue, such as "question", or "".
    """

    sources: list[Mention]
    cue: Spans
    content: Spans
    rule: str
    sentence: tuple[int, int]
    kind: str = ""
    is_verbatim: bool = False
    # False for an attitude, such as a plan.
    is_remark: bool = True
    # The attribution that this one continues, which names the speaker.
    begun: "Attribution | None" = None

    def continued(self, content, sentence):
        """Return the attribution of a sentence that continues these words."""
        return Attribution([], [], content, "continuation", sentence, self.kind, begun=self)


@dataclass
class Part:
    """The kind of somebody's part in the event, such as "greeting", without their words."""

    mentions: list[Mention]
    kind: str
    sentence: tuple[int, int]


@dataclass
class Analysis:
    """All that a backend finds in a text, in the order of the text; `sentences` are spans."""

    sentences: list[tuple[int, int]] = field(default_factory=list)

    mentions: list[Mention] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    def first_mentions(self):
        """Yield (sentence, mention) for all mentions in order."""
        sentences = iter(self.sentences)
        sentence = next(sentences, None)
        for mention in self.mentions:
            while sentence and mention.start >= sentence[1]:
                sentence = next(sentences, None)
            if sentence and mention.start >= sentence[0]:
                yield sentence, mention

    def mentions_between(self, start, end):
        """Return the mentions that begin between two places."""
        first, last = (bisect_left(self.mentions, place, key=lambda each: each.start) for place in (start, end))
        return self.mentions[first:last]

    def by_sentence(self):
        """Return {sentence: its attributions}."""
        grouped = {}
        for each in self.attributions:
            grouped.setdefault(each.sentence, []).append(each)
        return grouped
