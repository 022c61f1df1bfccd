"""Attributions and mentions: what a backend finds in one sentence."""

from bisect import bisect_left
from dataclasses import dataclass, field

from proceedings.importing.proposals.proposal import Spans

# The ways in which a text mentions people.
NAMED, TITLED, PRONOUN, COLLECTIVE, THING = "named", "titled", "pronoun", "collective", "thing"

# Rules of attributions whose words are those of the sentence before, and of those that tell only what somebody wants.
BACK, INTENTION = "back", "intention"
# The rule of a verb without a subject, which goes on with the speaker of the sentence before: "Добавила, что …".
ELLIPTIC = "elliptic"
# The rule of "A. Lund: the rain is over", with which the sentences behind it in the paragraph go on.
MINUTES = "minutes"


@dataclass
class Mention:
    """People as one place of the text mentions them; `text` is that place without its article.

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
    # That of its verb, as the grammar of the language names it, or "".
    gender: str = ""
    # "Professor" behind another post.
    rank: str = ""
    # The titles that somebody has in this event: "chaired by Ann Ash".
    role: str = ""

    @property
    def span(self):
        return (self.start, self.end)


@dataclass
class Attribution:
    """Words that somebody is said to have said. `sources` are the mentions of the speakers; empty if nobody is named.

    `kind` is that of the cue, such as "question", or "".
    """

    sources: list[Mention]
    cue: Spans
    content: Spans
    rule: str
    sentence: tuple[int, int]
    kind: str = ""
    is_verbatim: bool = False
    # An attitude, such as a plan, is none.
    is_remark: bool = True
    # The attribution with whose words a sentence goes on, which names the speaker.
    begun: "Attribution | None" = None

    def continued(self, content, sentence):
        """Return the attribution of a sentence that goes on with these words."""
        return Attribution([], [], content, "continuation", sentence, self.kind, begun=self)


@dataclass
class Part:
    """The kind of somebody's part in the event, such as "greeting", without their words."""

    mentions: list[Mention]
    kind: str
    sentence: tuple[int, int]


@dataclass
class Analysis:
    """All that a backend finds in a text, each list in its order; `sentences` are spans."""

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
