"""The words that a cue attributes in an English sentence, behind it."""

import re
from itertools import pairwise

from .cues import adverb_after, cues_by_word, links
from .mentions import DETERMINERS
from .patterns import (
    COLON,
    DETERMINED,
    INFINITIVE,
    REQUESTED,
    TAG_END,
    TO_THAT,
    courtesy,
    guarded_object,
    judgement,
    noun_that,
)
from .phrases import Phrases
from .tokens import word_set

# Words of a hearer, with the full stops of abbreviations.
HEARER = r"(?:[^,;.]|(?<=[A-Z])\.|(?<=[MD]r)\.|(?<=Ms)\.)"


class Contents(Phrases):
    """Finds the contents of cues in one sentence."""

    def content_after(self, cue, after, *, is_person, is_text=False):
        """Return (start, end of the cue, rule) of the words that a cue attributes, or None."""
        rest = self.text[after : self.content_end]
        adverb = adverb_after().match(rest)
        at = after + (adverb.end() if adverb else 0)
        rest = self.text[at : self.content_end]
        if noun := noun_that().match(rest):
            return at + noun.end(), at + noun.end(), "that"
        for frame, find in (("hearer", self.hearer_end), ("that", self.that_end)):
            if frame in cue.frames and (end := find(cue, rest)):
                return at + end, at + end, frame
        if end := self.colon_end(cue, rest):
            return at + end, after, "quotation"
        if TAG_END.match(rest) or not rest.strip():
            return None
        rule = self.unlinked(cue, rest, is_person=is_person, is_text=is_text)
        return (after if rule == "bare" else at, after, rule) if rule else None

    def unlinked(self, cue, rest, *, is_person, is_text):
        """Return the rule by which a cue attributes words without "that", or ""."""
        if cue.base in word_set("infinitives") and is_person and INFINITIVE.match(rest):
            return "object"
        is_clause = ("text" in cue.frames and is_text) or ("bare" in cue.frames and is_person)
        if is_clause and not re.match(r"\s*(?:in|at|on|of|to)\b", rest):
            return "bare"
        is_object = "object" in cue.frames and self.is_object(cue, rest, is_person=is_person)
        return "object" if is_object else ""

    def that_end(self, _cue, rest):
        match = TO_THAT.match(rest)
        return match.end() if match and self.is_hearer(match[0]) else 0

    def colon_end(self, cue, rest):
        match = COLON.match(rest)
        if not match or not match.end() or not rest[match.end() :].strip():
            return 0
        return match.end() if "tag" in cue.frames or rest[match.end()] in '“«"' else 0

    def hearer_end(self, cue, rest):
        """Return the length of a hearer and of the word that links the content to them, or 0."""
        for link in links()[cue.base]:
            match = re.match(rf"\s+(?P<hearer>(?!(?:about|on|that|to|for)\b){HEARER}{{1,90}}?)\s+{link}\b", rest)
            # In "the President of …", the word belongs to the title.
            is_title = match and link == "of" and match["hearer"].split()[-1].lower() in word_set("titles")
            is_title = is_title and bool(re.match(r"\s+(?:the )?[A-Z]", rest[match.end() :]))
            if match and not is_title and self.is_hearer(match["hearer"]):
                return match.end()
        return 0

    def is_hearer(self, words_):
        """Whether words can be a hearer: no other cue stands among them."""
        listed = words_.split()
        # After an article, a word such as "talks" is a noun.
        nouns = {word for article, word in pairwise(listed) if article.lower() in DETERMINERS | {"with"}}
        return not any(word in cues_by_word() and word not in nouns for word in listed)

    def is_object(self, cue, rest, *, is_person):
        if cue.base in word_set("requests") and is_person and REQUESTED.match(rest):
            return True
        if cue.base in word_set("judgements"):
            match = judgement().match(rest)
            return is_person and bool(match) and (not match["of"] or cue.base == "accuse")
        if cue.base in word_set("guarded"):
            return bool(guarded_object().match(rest))
        return not courtesy().match(rest) and (is_person or bool(DETERMINED.match(rest)))
