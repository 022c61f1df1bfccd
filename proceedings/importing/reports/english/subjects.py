"""Find the subject of a cue in an English sentence."""

import re
from dataclasses import replace

from proceedings.importing.proposals.proposal import trim
from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, THING, TITLED, Mention

from .adverbs import end_before_adverbs
from .cues import BASE, PARTICIPLE, speech_verbs
from .patterns import goes_on
from .people.groups import is_several
from .people.insertions import ABOUT_GROUP, DONE_BY, EXPLAINS, EXPLANATION, INSERTED, JOINED, MEANWHILE, ORIGIN
from .people.nouns import AFFILIATION, ALONE, LONGEST_SUBJECT, SUBJECTS, TEXT_WHICH, NounPhrases
from .tokens import FUNCTION_WORDS, word_set

# Before a verb, these make it a noun, an infinitive, a passive or a modal.
NO_SUBJECT = re.compile(
    r"(?:^|\s)(?:to|be|been|being|is|was|were|are|am|will|would|shall|should|can|could|may|might|must|need|of|by|the|a|an|his"
    r"|her|their|its|our|my|this|that|these|those|such|for|in|on|at|with|from|'s|than|no|any|not to|about|as|into"
    r"|having|without|between|among|through|during|against|under|\w+s')$|\w's$",
    re.IGNORECASE,
)
# "Said that rain fell, though warned against joy".
CONCEDING = re.compile(r", (?:though|although|yet)(?: \w+ly)? $")
PROGRESSIVE = re.compile(
    r"(?:(?<=\w)'(?:re|s|m)|\b(?:is|are|was|were|am|has been|have been|had been|(?:is|are|was|were)n't))"
    r"(?:\s(?:quoted as|heard|overheard|recorded|shown|caught on \w+))?$",
    re.IGNORECASE,
)
SOMEBODY = re.compile(r"\s*(?P<phrase>\w[^,;:.“”\"—]*?)(?=[,;:.—“\"]|$|\s(?:in|on|at|after|during|when|while|as)\b)")
PUBLISHED = re.compile(r"\s(?:released|published|conducted|taken|issued|made|aired|posted|out|filed|held)$")
# The same with the people who made a text public: "figures released by the regulator on Monday".
PUBLISHED_BY = re.compile(
    r"(?P<text>(?:[\w',-]+ ){1,8}?)(?:newly |just |first )?"
    r"(?:released|published|conducted|issued|compiled|commissioned|collected|presented|circulated|leaked|obtained|seen"
    r"|read out|shown|cited|quoted|provided|gathered|given|put together|drafted|carried out|prepared|drawn up|written"
    r"|posted|filed|submitted) (?:by|to|at|in) [^,;:“”\"]{2,80}(?<! and)(?<! but)"
)
# "On prices, the guideline circulated at the fair".
ON_TOPIC = re.compile(r"(?:On|As for|Regarding|Concerning) [^,;:“”\"]{2,40}, ")
# What a person does meanwhile: ", sitting beside her,".
DOING = re.compile(r"\w+ing\b")
MOST_COMMAS = 4
DENIED = re.compile(
    r"\s(?:(?:does|did|do|will|would|could|can)(?:, [\w ]{2,20},)? (?:not |never )?|cannot "
    r"|(?:does|did|do|wo|would|could|ca)n't )(?:\w+ly )?$"
)
INDEFINITE = frozenset(
    {"a", "an", "one", "another", "some", "many", "several", "two", "three", "others", "most", "both"}
)
# "Supported by all participants".
NUMBERS = INDEFINITE | {"all", "every", "each", "other", "such"}
# Words of "the good old chronicler", and what stands before a place.
FEW_WORDS, FROM = 4, re.compile(r"\b(?:from|in|near|at)\s(?:the\s)?$")
OBJECTS, SAME = frozenset({"him", "them", "me", "us"}), "same"
DEEPEST = 4


def is_cue(clause):
    """Whether a clause has a verb of its own that attributes words: ", who added that …"."""
    listed = clause.split()
    return listed[1:2] == ["who"] and listed[2:3] != [] and listed[2] in speech_verbs()


def is_of_texts(phrase):
    """Whether a phrase is of a text or of figures: "the latest figures"."""
    texts = {word.removesuffix("s") for word in word_set("documents")}
    return bool({word.strip(",").removesuffix("s") for word in phrase.lower().split()} & texts)


class SubjectFinder(NounPhrases):
    """Finds subjects in one sentence: `text` is the whole normalised text, `start` the sentence's first character."""

    def before(self, cue_start, form):
        """Return (mentions, end) of the subject before a verb; SAME in place of the mentions if it has none of its own.

        None in place of the mentions means that the verb attributes nothing.
        """
        start, end = trim(self.text, self.start, cue_start)
        if given := self.given(end):
            return given, end
        whole = self.text[start:end]
        alone = whole.partition(",")[0]
        if alone.lower() in ALONE and self.skip_adverbs(cue_start) <= start + len(alone):
            return self.others(start, start + len(alone), alone), end
        on = ON_TOPIC.match(whole)
        start, whole = start + (on.end() if on else 0), whole[on.end() :] if on else whole
        if (published := PUBLISHED_BY.fullmatch(whole)) and is_of_texts(published["text"]):
            return [Mention(start, end, THING, whole)], end
        return self.before_adverbs(cue_start, form)

    def before_adverbs(self, cue_start, form):
        if CONCEDING.search(self.text, self.start, cue_start):
            return SAME, cue_start
        end = self.skip_adverbs(cue_start)
        if form == PARTICIPLE:
            progressive = PROGRESSIVE.search(self.text, self.start, end)
            end = self.skip_adverbs(progressive.start()) if progressive else end
        before = self.text[self.start : end]
        if infinitive := goes_on().search(before):
            # "Ann Ash, who died in May, used to say".
            is_behind_clause = infinitive[0].startswith(",") and "," in before[: infinitive.start()]
            end = self.skip_adverbs(self.start + infinitive.start() + is_behind_clause)
            before = self.text[self.start : end]
        if JOINED.search(before):
            return SAME, end
        if not infinitive and form == BASE and not self.is_plural(end) and not DENIED.search(self.text, end, cue_start):
            return None, end
        if not before.strip():
            return None, end
        if NO_SUBJECT.search(before):
            return None, end
        subject = self.ending_at(end)
        if re.search(r",\s+\w+(?:ed|ing)$", before):
            # "The report, released on Monday,".
            end = len(self.text[self.start : cue_start].rstrip()) + self.start
            subject = self.ending_at(end)
        if subject and PUBLISHED.search(subject[-1].text):
            # "A poll released on Sunday".
            end = len(self.text[self.start : cue_start].rstrip()) + self.start
            subject = [*subject[:-1], replace(subject[-1], end=end, text=self.text[subject[-1].start : end])]
        return subject, end

    def is_progressive(self, cue_start):
        """Whether a participle is part of a finite verb: "is asking"."""
        return bool(PROGRESSIVE.search(self.text, self.start, self.skip_adverbs(cue_start)))

    def skip_adverbs(self, end):
        return end_before_adverbs(self.text, self.start, end)

    def is_plural(self, end):
        mention = self.by_end.get(end)
        *others, last = self.text[self.start : end].lower().split() or [""]
        # "An official welcome".
        is_group = last in word_set("collectives") | {"they", "we", "i", "who"} and others[-1:] not in (["a"], ["an"])
        if is_group or (not mention and last.endswith("s") and not last.endswith("'s")):
            return True
        if mention and len(self.with_coordinates(mention)) > 1:
            return True
        # "People who live by the river", "six in ten", "officials in Westerly".
        phrase = self.ending_at(end)
        return bool(phrase) and is_several(phrase[0].text)

    def ending_at(self, end, depth=0):
        """Return the mentions of the phrase that ends at a place, or None."""
        before = self.text[self.start : end]
        mention = self.by_end.get(end)
        if mention and not self.is_object(mention):
            group = self.with_coordinates(self.described(mention))
            # "The talks in Elm and Oak": no people.
            are_places = len(group) > 1 and self.is_object(group[0]) and all(each.text.isalpha() for each in group)
            return self.phrase(end) if are_places else group
        if match := re.search(r",?\s*\b(?P<who>who)$", before):
            person = self.by_end.get(self.start + match.start())
            is_person = person and person.manner in {NAMED, TITLED}
            place = self.start + match.start()
            explained = self.explained_by(person) if is_person else []
            group = explained or self.of_body(place) or ([person] if is_person else self.ending_at(place, depth + 1))
            # The source of a clause is its "who", which means the mention before it.
            start = self.start + match.start("who")
            manners = {THING: COLLECTIVE}
            listed = group[-1:] if group else ()
            return [replace(x, start=start, end=end, manner=manners.get(x.manner, x.manner)) for x in listed] or None
        if before.endswith(" which") and (match := TEXT_WHICH.search(before)):
            start, stop = (self.start + each for each in match.span("text"))
            return [Mention(start, stop, THING, match["text"])] if is_of_texts(match["text"]) else None
        mention = self.by_end.get(self.start + len(before[:-1].rstrip())) if before.endswith((",", "—", "–")) else None
        if mention and "," in mention.text:
            by = DONE_BY.search(self.text, self.start, mention.start)
            return self.ending_at(by.start(), depth + 1) if by else self.with_coordinates(self.described(mention))
        if before.endswith((",", ")", "—", "–")) and depth < DEEPEST:
            return self.before_insertion(end - 1, depth)
        return self.phrase(end)

    def explained_by(self, place):
        """Return the person of "Ann Ash, third of a family from Elm" before that place, or []."""
        is_place = place.manner == NAMED and not place.post and FROM.search(self.text, self.start, place.start)
        before = [each for each in self.mentions if each.manner == NAMED and each.end < place.start]
        fitting = [each for each in before if EXPLANATION.fullmatch(self.text, each.end, place.end)]
        return fitting[-1:] if is_place and fitting else []

    def before_insertion(self, end, depth):
        """Return the subject before an inserted phrase: "Ann Ash, speaking at the meeting," or "Ann Ash (Minister)"."""
        opening = {")": "("}.get(self.text[end], self.text[end])
        at = self.text.rfind(opening, self.start, end)
        name = self.by_end.get(end)
        if name and name.manner == NAMED and at + 2 == name.start and (group := self.phrase(at)):
            # "The aunt's son, Ann Ash,".
            return [replace(name, start=group[0].start, text=self.text[group[0].start : end])]
        while at > self.start:
            inside = self.text[at + 1 : end].strip()
            close = len(self.text[self.start : at].rstrip()) + self.start
            # "Ann Ash (Elm), replying to him,".
            bracket = len(AFFILIATION.sub("", self.text[self.start : close]).rstrip()) + self.start
            mention = self.by_end.get(close) or self.by_end.get(bracket) or self.around(at)
            if mention and mention.text.lower() in OBJECTS:
                # "One of them, a teacher, said".
                return [replace(x, end=end, text=self.text[x.start : end]) for x in self.phrase(close) or ()]
            # "Who directs the forests of Elm, Ohio,": not Elm.
            is_inside = (
                mention
                and self.is_object(mention)
                and (opening == "(" or re.search(r",\s(?:who|which|whose)\b", self.text[self.start : at]))
            )
            mention = mention and not is_inside and self.described(mention)
            is_apposition = any(m.manner == TITLED and m.start >= at for m in self.mentions if m.end <= end)
            if mention and (mention.manner in {NAMED, TITLED} or INSERTED.match(inside)):
                if is_apposition and mention.manner == NAMED and not mention.post:
                    return [self.with_post(mention, at, end)]
                group = self.with_coordinates(mention)
                is_asked = inside.startswith(("asked", "pressed"))
                is_doing = mention.manner == NAMED and DOING.match(inside)
                is_about = EXPLAINS.match(inside) or (ABOUT_GROUP.match(inside) and not is_doing)
                if not is_asked and (is_about or inside[:1].isupper()):
                    stop = end + (opening == "(")
                    group[-1] = self.until(mention, stop)
                return group
            if opening == "(":
                # "Ann Ash of the Port Authority (Ghana)".
                group = self.listed(end + 1) or self.phrase(close)
                return [*group[:-1], self.until(group[-1], end + 1)] if group and group[0].manner != THING else None
            at = self.text.rfind(",", self.start, at)
        return self.group_before(end)

    def group_before(self, end):
        """Return a group with the phrase about it: "Officials at the port, who asked for silence,"."""
        at = end
        for _comma in range(MOST_COMMAS):
            at = self.text.rfind(", ", self.start, at)
            if at < 0:
                return None
            if MEANWHILE.match(self.text, at + 2, end) and (group := self.phrase(at)):
                return group
            if ABOUT_GROUP.match(self.text, at + 2, end) and (group := self.phrase(at)) and not self.by_end.get(at):
                return [replace(group[0], end=end, text=self.text[group[0].start : end])]
        return None

    def after(self, place):
        """Return the mentions that begin after a verb, and their end: "said President Putin"; (None, place) if none."""
        mention = self.starting_at(place)
        if mention and mention.text.lower() in OBJECTS:
            # "Ann Ash reassured them: “…”".
            return None, place
        if mention is None:
            return self.phrase_after(place)
        group, end = [mention], mention.end
        while match := re.match(r"\s*(?:,\s*)?(?:and|as well as)\s+|\s*,\s*", self.text[end : self.end]):
            following = self.starting_at(end + match.end() - 1)
            if following is None or following.manner not in {NAMED, TITLED} or "and" not in match[0]:
                break
            group.append(following)
            end = following.end
        return self.explained(group, end)

    def phrase_after(self, place):
        """Return ([a group or somebody without a name], its end), or (None, place): "said one of them"."""
        match = SOMEBODY.match(self.text, place, self.end)
        if match and (name := self.name_inside(*match.span("phrase"))):
            return self.explained([name], name.end)
        if not match or len(match["phrase"].split()) > LONGEST_SUBJECT or match["phrase"].startswith("its "):
            return None, place
        parts = match["phrase"].lower().split()
        title = self.by_end.get(match.end("phrase"))
        if parts[0] in {"the", "this", "our"} and title and title.manner == TITLED and len(parts) <= FEW_WORDS:
            # "Exclaimed the good chronicler".
            return [replace(title, start=match.start("phrase"))], match.end("phrase")
        is_group = (
            bool(word_set("collectives") & set(parts[:4])) and parts[0] not in FUNCTION_WORDS - SUBJECTS - NUMBERS
        )
        is_quoted = self.text[self.start : place].rpartition(" ")[0].rstrip().endswith(("”", '"'))
        if not (is_group or (is_quoted and parts[0] in INDEFINITE)):
            return None, place
        return self.explained([Mention(*match.span("phrase"), COLLECTIVE, match["phrase"])], match.end("phrase"))

    def explained(self, group, end):
        """Return the mentions, the last with its explanation, and their end: "Ann Ash, 71, who keeps bees"."""
        if group[-1].manner == NAMED and (origin := ORIGIN.match(self.text, end, self.end)):
            end = origin.end()
        while (match := EXPLANATION.match(self.text, end, self.end)) and not is_cue(match[0]):
            end = match.end()
        if end > group[-1].end:
            group[-1] = self.until(group[-1], end)
        return group, end

    def until(self, mention, end):
        """Return a mention with the words that explain it, which are no part of a title: "the poet, 71,"."""
        text = mention.text if mention.manner == TITLED else self.text[mention.start : end]
        return replace(mention, end=end, text=text)
