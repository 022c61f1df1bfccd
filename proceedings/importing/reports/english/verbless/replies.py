"""Nouns of speech after or before their content: "“…,” was her answer", "The view of Ann Ash was that …"."""

import re
from dataclasses import replace
from functools import cache

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import MINUTES, NAMED, Mention
from proceedings.importing.reports.lexicon import alternatives, words
from proceedings.importing.reports.sentence import Sentence

OWNER = (
    r"(?P<owner>his|her|their|(?:the |an? )?(?:[\w.-]+ ){0,4}[\w.-]+(?:'s|(?<=s)'))"
    r" (?:own |only |main |first |final |simple |short |(?:[\w-]+ ){0,2})?"
)
SOURCE = r"(?P<source>(?:[^,;:.“”\"]|(?<=[MD]r)\.|(?<=Mrs)\.|(?<=Ms)\.|(?<=Prof)\.|(?<=\b[A-Z])\.){2,80}?)"
# The article before a mention.
ARTICLE = 4
# Words between an article and a noun of speech.
PRAISED = r"(?:[\w-]+ ){0,3}"
END = r"(?=\s*[,.;:]|\s*$| (?:when|after|as|to|at|in|on|during)\b)"


@cache
def nouns():
    return alternatives([*words("en")["own_words"], *words("en")["spoken_nouns"], "reaction", "words", "cry"])


@cache
def answer():
    """Return the pattern of "was her answer", "came the reply from Ann Ash" and "is how Ann Ash put it"."""
    return re.compile(
        rf"(?:(?:was|is|came|ran|were|are) {OWNER}{nouns()}{END}"
        rf"|(?:was|is|came|ran|were|are) (?:the|an?|one) {PRAISED}{nouns()} (?:of|from|by|given by|offered by)"
        rf" {SOURCE}{END}"
        r"|(?:is|was) all (?P<only>he|she|they|(?:the|an?|his|her|their) [a-z-]+|[A-Z][\w'-]+) (?:\w+ (?:to )?)?"
        r"(?:says?|said|say|gives? away|gave away|offered|added|conceded)"
        rf"|came (?:the|an?) {PRAISED}{nouns()}{END}"
        rf"|(?:was|is) how (?P<who>{SOURCE.replace('source', 'inner')}) (?:put|puts|phrased|summed|sums|described"
        r"|describes|summari[sz]e[ds]|explained|explains|saw|sees|characteri[sz]e[ds]|defined|defines)\b[^,;:.]{0,60})",
    )


@cache
def view_of():
    """Return the pattern of "The view of Ann Ash was that", and of "A warning came from Ann Ash: "."""
    return re.compile(
        rf"(?:The|An?|One|Another|Her|His|Some) {PRAISED}{nouns()} (?:of|from|by|came from|was made by|was voiced by"
        rf"|was (?:offered|given|sounded|put forward|reached|drawn|raised|issued) by) {SOURCE}"
        r"(?P<link> (?:was|is|were) (?:also |simply )?(?:that\b|(?=to \w)|[\w' -]{2,40}:)|(?P<colon>:) )"
    )


# After a name: " (Elm): ", ", mayor of Elm: ".
TURN = re.compile(r"(?: \([^()]{2,60}\))?(?:, [^,;:.“”\"]{2,60})?: (?=[A-Z][\w'-]* (?:[\w',-]+ ){2})")
# "Ann Ash, Elm Water. " at the beginning of a paragraph.
NAMED_LINE = re.compile(r"(?P<whole>(?P<name>[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,3})(?:, [^,;:.“”\"]{2,50}){1,2})\.\s+")


def is_known_surname(text, name):
    """Whether a text has a name after another one, or after a form of address: "Ann Ash", "Ms Ash"."""
    return bool(re.search(rf"[a-z,] (?:[A-Z][a-z]+|M(?:r|rs|s)\.?|Dr\.?) {re.escape(name)}\b(?! [A-Z])", text))


class Replies(Sentence):
    """Finds the words around a noun of speech and a form of "be"."""

    def replied(self):
        """Take "“…,” was her answer"; return whether a sentence is that."""
        for match in answer().finditer(self.text, self.start, self.end):
            before = self.text[self.start : match.start()].rstrip()
            if self.is_quoted(match.start()) or not before.endswith(("”", '"', "'", ",", "?", "!")):
                continue
            content = self.trimmed(self.start, match.start())
            is_spoken = before.endswith(("”", '"', "'")) or self.start > self.span[0]
            group = next((each for each in ("owner", "source", "who", "only") if match[each]), None)
            span = match.span(group) if group else (match.end(), match.end())
            if not is_spoken or not before:
                continue
            cue = [trim(self.text, *each) for each in ((match.start(), span[0]), (span[1], match.end()))]
            cue = [each for each in cue if each[0] < each[1]]
            sources = [self.source_at(*span)] if group else []
            return self.attribute(sources, cue, [content], "tag")
        return False

    def turn(self):
        """Take "Ann Ash (Elm): The road is open.", and “…” after "Ann Ash, Elm."; return whether it is one."""
        first = next((each for each in self.mentions if each.manner == NAMED), None)
        is_first = first and first.start <= self.start + ARTICLE
        match = TURN.match(self.text, first.end, self.end) if is_first else None
        if match and " " not in first.text and not is_known_surname(self.text, first.text):
            match = None
        if match and any(first.end <= self.tokens[cue.first].start < match.end() for cue in self.cues):
            # "Ann Ash, mayor, replied that safety has a price: Eleven mills burned."
            match = None
        if match and not self.is_quoted(match.end()) and self.text[self.end - 1] in ".?!…":
            cue, content = (match.end() - 2, match.end() - 1), self.trimmed(match.end(), self.content_end)
            source = replace(first, end=cue[0], text=self.text[first.start : cue[0]])
            return self.attribute([source], [cue], [content], MINUTES)
        line = self.text.rfind("\n", 0, self.start) + 1
        named = NAMED_LINE.fullmatch(self.text, line, self.start)
        if named and (self.start, self.end) in self.quoted:
            source = Mention(*named.span("whole"), NAMED, named["whole"], named["name"])
            return self.attribute([source], [], [(self.start, self.content_end)], "quotation")
        return False

    def viewed(self):
        """Take "The view of Ann Ash was that …"; return whether a sentence is that."""
        match = view_of().match(self.text, self.start, self.content_end)
        if not match or self.is_quoted(match.start("source")):
            return False
        span = match.span("source")
        cue = [trim(self.text, match.start(), span[0]), trim(self.text, span[1], match.end())]
        content = self.trimmed(match.end(), self.content_end)
        return self.attribute([self.source_at(*span)], cue, [content], "opinion")
