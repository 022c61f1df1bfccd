"""Attributions without a verb of saying in English: "according to X", "it was noted that"."""

import re
from dataclasses import replace

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING, TITLED
from proceedings.importing.reports.english.cues import PAST, PRESENT
from proceedings.importing.reports.english.patterns import (
    ABOUT_WHAT,
    ASKED,
    CONJUNCTION,
    THAT_LIST,
    connective,
    opinion,
    passives,
    prepositional,
)
from proceedings.importing.reports.english.subjects import SAME
from proceedings.importing.reports.english.tokens import word_set

from .nominal import ARTICLE
from .states import PEOPLE, States

POSSESSIVES = frozenset({"his", "her", "their"})
# Before a name or a title: "22-year-old apprentice ", "the museum ".
DESCRIBED = re.compile(r"(?:(?!(?:of|from|by|with|to|and|or|for|in|at|on)\b)[\w-]+ ){1,4}")
BRACKET = re.compile(r" \([^()]{2,60}\)(?=,)")
# A verb behind the subject of a clause.
ACTS = re.compile(r" (?:had|has|was|is|would|will|could|can|did|does|must|should|might|may)\b")
FOR_SOMEBODY = re.compile(
    r"(?P<for>For|To) (?P<pronoun>him|her|them)(?:, (?:(?:however|too|by contrast), )?(?!(?:he|she|they)\b)|,? "
    r"(?=[^,;:.“”]{2,80}? (?:is|was|are|were|means|meant|remains|lies|lay)\b))"
)
BY_WHICH = re.compile(
    r"\b(?:presented|cited|quoted|referred to|pointed to|produced|shared|offered|showed|mentioned|recalled)"
    r" [^,;:.“”]{2,80}? "
    r"(?:according to which|whereby) "
)
# A headline: "Poll: most voters are tired", "Mayor Ash: roads must be widened".
HEADLINE = re.compile(
    r"(?P<source>(?:[^\W\d_a-z][\w.'-]+ ){0,4}(?P<noun>[^\W\d_a-z][\w'-]+)): (?P<words>[\w'\"“][^\n]{10,150})"
)
# Between two clauses.
OTHER_CLAUSE = re.compile(r", (?:but|yet|and|while|whereas)\b,?")
# What a clause tells of a name, before the words that are attributed.
WHO_CLAUSE = re.compile(
    r", (?:who|whose|which|(?:an?|the|\d+)\b(?![^,;:]* (?<!who )(?<!which )(?:is|was|are|were|has|have|had|will"
    r"|would|can|could|should|must|may|might|did|does|do)\b))\b[^,;:.“”\"]*(?=, (?!(?:and|but|or|not|yet|so)\b)\S)"
)


class Phrases(States):
    language = "en"
    that_list, conjunction = THAT_LIST, CONJUNCTION

    def passive(self):
        """Take "It was noted that …", in which only "by" can name a speaker."""
        for pattern in passives():
            match = pattern.search(self.text, self.start, self.end)
            if match and not self.is_quoted(match.start()) and not self.is_behind_cue(match.start()):
                by = match.groupdict().get("by")
                sources = [self.source_at(*match.span("by"))] if by else []
                cue = [(match.start(), match.start("by")), (match.end("by"), match.end())] if by else [match.span()]
                cue = [trim(self.text, *each) for each in cue]
                self.attribute(sources, cue, [self.trimmed(match.end(), self.content_end)], "passive")
                return

    def is_behind_cue(self, at):
        """Whether a clause is what somebody said: "she replied that no concerns had been raised"."""
        before = self.text[self.start : at].rstrip()
        ends = (self.tokens[cue.after - 1].end for cue in self.cues)
        return any(end == self.start + len(before.removesuffix(" no").removesuffix(" that")) for end in ends)

    def prepositional(self):
        """Take "According to X, …" and "…, in his opinion."; return whether the sentence has one."""
        match = prepositional().search(self.text, self.start, self.end)
        if not match or self.is_quoted(match.start()) or self.is_aside_of_cue(match.start()):
            return False
        group = "source" if match["source"] else "owner"
        span = match.span(group)
        source = self.source_at(*span)
        end = max(match.end(), source.end)
        if group == "source":
            bracket = BRACKET.match(self.text, end, self.content_end) if source.manner == NAMED else None
            end = self.apposition_end(bracket.end() if bracket else end)
            if source.manner in {NAMED, TITLED} and (clause_ := WHO_CLAUSE.match(self.text, end, self.content_end)):
                end = clause_.end()
                source = replace(source, end=end, text=self.text[source.start : end])
        clause = self.clause_before(match.start())
        behind = self.trimmed(end, self.content_end)
        before = self.without_connective(self.trimmed(clause, match.start()), behind)
        if group == "source" and source.manner == NAMED and before[0] < before[1]:
            (source,), end = self.subjects.explained([source], source.end)
            behind = self.trimmed(end, self.content_end)
        cue = [match.span("to")] if match["to"] else [(match.start(), span[0]), match.span("noun")]
        cue = [trim(self.text, *each) for each in cue]
        return self.attribute([source], cue, [before, behind], "prepositional")

    def clause_before(self, at):
        """Return where a clause begins: after a semicolon, or after a verb and ", but": "noted A, but B was small"."""
        start = self.text.rfind(";", self.start, at) + 1 or self.start
        verbs = [self.tokens[cue.first].start for cue in self.cues if cue.form in {PAST, PRESENT}]
        marks = [mark.end() for mark in OTHER_CLAUSE.finditer(self.text, start, at) if not self.is_quoted(mark.start())]
        return marks[-1] if marks and any(start < verb < marks[-1] for verb in verbs) else start

    def is_aside_of_cue(self, at):
        """Whether a phrase stands between a verb and its words: "said that, in his view, rain fell"."""
        before = self.text[self.start : at].rstrip(" ,").removesuffix(" that")
        cues = [self.tokens[cue.after - 1].end for cue in self.cues if cue.form != "base"]
        # "Ann Ash warned against it: roads, in her experience, sank".
        colon = self.text.rfind(":", self.start, at)
        is_behind_colon = any(end <= colon for end in cues) and not self.is_quoted(colon)
        # "She attributed this to the banks, which, in her words, slept".
        is_aside = bool(cues) and before.endswith(" which")
        return is_aside or is_behind_colon or any(end == self.start + len(before) for end in cues)

    def opinion(self):
        """Take "Her advice was that …" and "For Ann Ash, …"; return whether the sentence is one."""
        match = opinion().match(self.text, self.start, self.content_end)
        if match is None or self.is_quoted(match.start()):
            return False
        source = self.source_at(*match.span("source" if match["source"] else "owner"))
        is_title = match["source"] and match["source"].startswith("the ")
        is_known = match["source"] and source.manner == (TITLED if is_title else NAMED)
        if match["source"] and (not is_known or (source.end < match.end("source") and not match["rest"])):
            return False
        cue = [trim(self.text, *match.span(each)) for each in ("for", "noun") if match[each]]
        return self.attribute([source], cue, [self.trimmed(match.end(), self.content_end)], "opinion")

    def for_somebody(self):
        """Take "For him the road is a river"; return whether a sentence is that."""
        match = FOR_SOMEBODY.match(self.text, self.start, self.content_end)
        if not match:
            return False
        source = self.mention(match.span("pronoun"), PRONOUN)
        return self.attribute([source], [match.span("for")], [self.trimmed(match.end(), self.content_end)], "opinion")

    def by_which(self):
        """Take "Ann Ash presented a study according to which rain fell"."""
        match = BY_WHICH.search(self.text, self.start, self.content_end)
        subject = match and not self.attributions and self.subjects.before(match.start(), "past")[0]
        if subject and subject is not SAME and subject[0].manner in PEOPLE:
            cue = trim(self.text, *match.span())
            self.attribute(subject, [cue], [self.trimmed(match.end(), self.content_end)], "that")

    def source_at(self, start, end):
        mention = next((each for each in self.mentions if start <= each.start < end), None)
        if mention and mention.start <= start + ARTICLE:
            return mention
        if mention and mention.manner in {NAMED, TITLED} and DESCRIBED.fullmatch(self.text, start, mention.start):
            return replace(mention, start=start, text=self.text[start : mention.end])
        text = self.text[start:end].lower()
        if text in POSSESSIVES or text in {"the former", "the latter"}:
            return self.mention((start, end), PRONOUN)
        is_group = any(part.strip("'") in word_set("collectives") for part in text.split()[:ARTICLE])
        return self.mention((start, end), COLLECTIVE if is_group else THING)

    def apposition_end(self, end):
        """Return the end of the posts that follow a name: "according to Ann Ash, Minister of Trade,"."""
        for mention in self.mentions:
            is_next = mention.manner == TITLED and end < mention.start <= end + 2 and self.text[end] == ","
            # "In the words of Ms Ash, the President had left".
            if is_next and not ACTS.match(self.text, mention.end):
                end = mention.end
        return end

    def without_connective(self, before, behind):
        """Return the span before a tag, empty if it is only "In addition" or "However"."""
        is_connective = connective().fullmatch(self.text[slice(*before)]) and behind[0] < behind[1]
        return (before[0], before[0]) if is_connective else before

    def headline(self):
        """Take "Poll: most voters are tired", a line of its own; return whether the sentence is one."""
        line = HEADLINE.fullmatch(self.text, self.start, self.end)
        if not line or self.start not in {0, self.text.rfind("\n", 0, self.start) + 1}:
            return False
        source = self.mention(line.span("source"), THING)
        if line["noun"].lower() not in word_set("headlines"):
            # "Mayor Ash: roads must be widened".
            named = [each for each in self.mentions if each.manner == NAMED and each.span == source.span]
            is_first = named and not self.text[: self.start].strip() and self.content_end == self.end
            if not is_first or self.text.count(line["noun"]) == 1:
                return False
            source = named[0]
        words_ = self.trimmed(line.start("words"), self.content_end)
        return self.attribute([source], [(line.end("source"), line.end("source") + 1)], [words_], "headline")

    def asked(self):
        """Take the question in "Asked whether …, he said …", before the answer."""
        match = ASKED.search(self.text, self.start, self.content_end)
        if not match or self.is_quoted(match.start()):
            return
        if match["on"] and not (match["source"] and ABOUT_WHAT.match(match["content"])):
            # "Asked about bees, she said": only a topic.
            return
        source = [self.source_at(*match.span("source"))] if match["source"] else []
        content = self.trimmed(*match.span("content"))
        if not any(
            start < content[1] and content[0] < end for each in self.attributions for start, end in each.content
        ):
            self.attribute(source, [match.span("cue")], [content], "asked", base="ask")
            question = self.attributions.pop()
            question.is_remark = bool(source)
            self.attributions.insert(0, question)
