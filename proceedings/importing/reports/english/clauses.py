"""The clauses of an English sentence: which cues belong to words that are attributed already, and which do not."""

import re

from proceedings.importing.reports.attributions import COLLECTIVE, NAMED, PRONOUN, THING

from .continuation.narrator import narrated_subject
from .continuation.tenses import BACKSHIFT
from .cues import BASE, PARTICIPLE, PRESENT
from .objects import DEVELOPED
from .patterns import ABOUT_WHAT, NEW_SPEAKER, SUBORDINATE
from .people.groups import counted
from .tags import Tags
from .tokens import word_set
from .verbless.states import PEOPLE

# A list of verbs ends with "and also said".
AND_BEFORE, NEAR, FEW = re.compile(r"\band\s+(?:\w+\s+)?$"), 20, 6
AND_MEANWHILE = re.compile(r"\band, [^,]{2,60},$")
# "Ann Ash, who expected fifty guests, counted ninety".
MAIN_VERB = re.compile(
    r"[^,;:.“”\"]{3,90}, (?:\w+ly |also |then )?(?!and |but |or |\w+ing |said |(?:need|hundr|speed|inde)ed )"
    r"(?:\w{3,}ed|is|was|has|had|took|gave|made|came|went|did|put|set|led|spoke|began|held|brought|got|sat|stood|ran|won"
    r"|lost|met|sent) "
)
# "Anyone who wanted a forest could move to one".
ANYBODY = re.compile(
    r"\b(?:(?:anyone|anybody|everyone|everybody|all those|nobody|no one) who|anyone|anybody|whoever)$", re.IGNORECASE
)
# "A neighbour who prefers not to be named".
UNNAMED = re.compile(
    r" (?:\w+ ){1,4}?(?:(?:not )?to be (?:named|identified|quoted)|(?:to give|giving) (?:his|her|their|a|only) "
    r"|anonymity\b|to remain (?:anonymous|nameless))"
)
# The end of "informed the mayor about", and the most characters of its last word.
OF_TOPIC, LONGEST_LINK = re.compile(r"\b(?:about|on|over|with)\s*$"), 6
# Between a verb and its topic: a person with a name or a post.
BEFORE_SOMEBODY = re.compile(
    r"\s*(?:(?:the )?[A-Z][^,;:]{2,80}"
    r"|(?:his|her|their|both|the)(?: \w+)?"
    r" (?:colleague|counterpart|interlocutor|guest|host|partner|leader|president|minister)s?)"
    r" (?:about|of|on|over|with)\s*"
)
# "Talked about the stars being gods".
SOMETHING_DONE = re.compile(r"[^,;.:]{2,60}? (?:being|having)\b")
THE = (
    r"(?:(?:the|his|her|their|its|this|that|all|an?|those|several|some|many|various|further) )?(?:[\w-]+ly |\w+ ){0,3}?"
)
# Objects that make a verb a deed, not a remark: "summed up the debate", "took note of the remark".
DEEDS = {
    "sum up": rf"{THE}(?:results?|outcomes?|discussions?|debates?|proceedings|day|session|meeting|exchange)\b",
    "summarise": rf"{THE}(?:results?|outcomes?|discussions?|debates?|proceedings|day|session|meeting|exchange)\b",
    "take note of": rf"{THE}(?:remarks?|points?|comments?|reports?|presentations?|statements?|concerns?)\s*$",
    "answer": rf"{THE}(?:[\w-]+'s? )?(?i:questions?)\b",
    "observe": r"(?:a|one|two) minutes?(?:'s?)? (?:of )?silence\b",
    "introduce": rf"{THE}(?:topic|theme|subject|session|discussion|debate|question|item)s?\s*$",
    "consider": rf"{THE}(?:petition|report|proposal|request|draft|paper|application|submission)s?"
    r"(?=\s*$| (?:from|by|on|for|concerning|submitted|prepared)\b)",
    "present": r"(?:their|his|her|its) (?:\w+ ){0,2}(?:results|findings|work|posters?|projects?|research|thesis"
    r"|stud(?:y|ies)|surveys?|books?|papers?)\b"
    r"|(?:the|both) (?:\w+ ){0,2}(?:alternatives|options)\b",
    "announce": rf"{THE}(?:winners?|results? of the (?:vote|poll|competition)|laureates?|prize-?winners?)\b",
    "order": rf"{THE}(?:coffees?|teas?|toast|drinks?|beers?|wine|lunch|dinner|breakfast|soup|cake|pint|round)\b",
    "conclude": r"(?:the|his|her|their) (?:\w+ ){0,2}?(?:speech|address|lecture|remarks|talk|paper) with\b",
    "propose": r"(?:the|an?) (?:vote of thanks|toast)\s*$",
    "respond with": rf"{THE}(?:interest|enthusiasm|applause|laughter|silence|smiles?|nods?|delight|surprise)\b",
    "invite": r"[^,;.:]{2,60}? to (?:a |the )?(?:\w+ )?(?:lunch|dinner|coffee|tea|reception|buffet|supper|table)\b",
    "accept": rf"{THE}(?:invitations?|awards?|prizes?|nomination|resignation|chairmanship|post|honour|honor)\b",
    "review": r"(?:Works?|Preparations|Progress|Construction|Implementation) (?:of|on|at|in|for)\b",
    "raise": rf"{THE}questions (?:on|regarding|concerning|relating)\b",
    "report on": r"(?:the|their|its|his|her) (?:\w+ ){0,2}(?:activities|work|season|year|progress|proceedings)\b",
    "think": r"it (?:prudent|best|wise|fit|right|proper|wiser|better|advisable|prudent) to\b",
    "thank": rf"(?:his|her|their) (?:colleagues?|counterpart|hosts?|guests?)(?=\s*$| and )"
    rf"|{THE}(?:invitation|hospitality|welcome|attention|participation|presence|attendance|reception"
    r"|attending|coming|participating|opportunity to speak|(?:telephone |phone )?call)\b[^,;:]{0,50}$",
    "convey": rf"{THE}condolences to\b[^,;:]*$",
    "share": r"(?:some |her |his |their )?(?:lessons|insights|experiences?|stories|examples|reflections)"
    r" (?:from|of|on|about|with)\b",
}
DEEDS = {verb: re.compile(rf"\s*{words}") for verb, words in DEEDS.items()}
# "Both sides dwelt on the dam": they discussed it.
DISCUSSING = frozenset({"dwell on", "dwell upon", "touch on", "touch upon", "reflect on", "focus on"})
# Before "critics said was late": ", a word that".
SAID_OF = re.compile(r", (?:(?:an?|the) )?(?:[\w-]+ ){1,4}(?:that|which) (?:the )?$")
# Before "he says" in "a mill, which he says pays for itself", and what follows its verb.
BEHIND_WHICH = re.compile(r"(?<!\bto)(?<!\bof)(?<!\bin)(?<!\bby)(?<!\bfor)(?<!\bon)(?<!\bat)(?<!\bwith),? which,?\s$")
ASIDE_END = re.compile(r"(?: (?:us|me|them|you))?")
HAS_VERB = re.compile(r" (?:is|are|was|were|had|has|have|will|would|could|can|should|must|may|might)\b")
# The first word in the rules of attributions that only tell what somebody spoke about.
TOPIC = "topic"
COURTESIES = frozenset({"thank", "wish", "welcome", "invite", "apologise", "apologize", "praise", "congratulate"})
CONDITION = re.compile(r"(?:If|Once|Unless|Until|When(?:ever)?|As long as|As soon as|Where|Because|Since) ")
# The first words of a mention of another group.
OTHERS = re.compile(
    r"(?:nearly |almost |just )?(?:others|some|another|several|many|as many|few|most|half)\b", re.IGNORECASE
)


class Clauses(Tags):
    """Tells the clauses of one sentence apart."""

    def is_listed(self, cue, verb):
        """Whether a verb stands in a list of several of one speaker: "praised the results, stressed X and said Y"."""
        if self.previous is None or self.previous.rule == "tag":
            return False
        if not self.text[self.start : self.subjects.skip_adverbs(verb[0])].endswith(","):
            return False
        later = [
            self.tokens[each.first].start for each in self.cues if each.form == cue.form and each.first > cue.first
        ]
        return any(AND_BEFORE.search(self.text, max(verb[1], at - NEAR), at) for at in later[:FEW])

    def is_resumed(self, subject, verb):
        """Whether the words so far are those of an inserted participle: "Ann Ash, stressing the need, called for"."""
        last = self.previous
        is_between = last and subject[0].start < last.cue[0][0] and last.content[-1][1] <= verb[0]
        return bool(is_between and last.rule.startswith("participle"))

    def is_inside(self, subject, verb):
        """Whether a cue belongs to words that are attributed already, and not to a new speaker: ", while she said"."""
        if self.previous is None or self.is_resumed(subject, verb):
            return False
        if subject[0].manner not in PEOPLE and subject[0].start <= self.previous.cue[0][0] < subject[0].end:
            # "Warned the firms against building business plans on steam".
            return True
        before = self.text[self.start : subject[0].start].rstrip()
        is_main = before.endswith(",") and SUBORDINATE.match(before) and self.is_alone
        is_new = NEW_SPEAKER.search(before)
        is_contrast = is_new and not is_new[0].lstrip(", ").lower().startswith("and")
        is_other = subject[0].manner == COLLECTIVE or self.is_text(subject[0])
        is_other = is_other and (
            is_contrast
            or before.endswith(", and")
            or bool(OTHERS.match(subject[0].text) or counted().match(subject[0].text))
        )
        is_behind = self.previous.rule.startswith(("tag", "leading")) and subject[-1].end > self.previous.content[-1][1]
        # "They do not say that it is carved, he began; they say that it is let out."
        if self.previous.rule == "tag" and subject[0].text.lower() in {"they", "it"}:
            return True
        is_again = before.endswith(" and") and self.is_again(subject, verb)
        is_latter = subject[0].text.lower() == "the latter" and before.endswith(",")
        return not (
            is_main or is_again or is_latter or (is_new and (subject[0].manner in PEOPLE or is_other)) or is_behind
        )

    def is_again(self, subject, verb):
        """Whether somebody goes on in the plain past: "regretted that rain had fallen and she asked for a plan"."""
        is_she = subject[0].manner == PRONOUN and subject[0].text in {"he", "she"}
        is_plain = is_she and not self.text[subject[0].end : verb[0]].strip() and self.previous.rule.endswith("that")
        return is_plain and bool(BACKSHIFT.search(self.text, *self.previous.content[-1]))

    @property
    def is_alone(self):
        """Whether the sentence has one attribution so far, of a verb."""
        return len(self.attributions) == 1 and self.previous.rule != "tag"

    def is_explanation(self, verb):
        """Whether a verb is among the words that explain a source."""
        sources = (source for each in self.attributions for source in each.sources)
        return any(source.start <= verb[0] < source.end for source in sources)

    def is_thing(self, match, subject, verb):
        """Whether words before a clause are a thing, and no clause, and the clause affirms something of it."""
        cue = self.previous.cue if self.previous else ()
        is_clause = bool(cue) and self.start + match.start("thing") < cue[0][0]
        return not is_clause and not re.search(r"\b(?:not|never)\b", self.text[subject[0].end : verb[0]])

    def is_who(self, at):
        return bool(re.match(r"who\b", self.text[at : self.end]))

    def is_of_anybody(self, cue):
        """Whether a verb is in a clause about anybody: "anyone who wanted a forest could move to one"."""
        return bool(ANYBODY.search(self.text, self.start, self.subjects.skip_adverbs(self.tokens[cue.first].start)))

    def is_aside(self, cue):
        """Whether a verb belongs to a clause about the speaker: "Ann Ash, who advises the mayor, said that …"."""
        finite = (each for each in self.cues if each.form != PARTICIPLE)
        later = [self.tokens[each.first].start for each in finite if each.first > cue.first]
        verb = self.tokens[cue.first].start, 0
        end = self.subjects.skip_adverbs(verb[0])
        is_clause = bool(re.search(r"\bwho$", self.text[self.start : end]))
        if is_clause and self.text[self.start : end].endswith(", who") and MAIN_VERB.match(self.text, end, self.end):
            return True
        if is_clause and UNNAMED.match(self.text, end, self.end):
            return True
        before = [self.text[verb[0] : at].rstrip(' "”') for at in later[:FEW]]
        # "Who explained it and, to her delight, said": no aside.
        return is_clause and any(each.endswith(",") and not AND_MEANWHILE.search(each) for each in before)

    def is_of_a_body(self, cue, subject):
        """Whether a body does something that is a remark only of a person: "the Council reviewed the draft"."""
        if cue.form == BASE and subject[0].text in {"Another", "One"}:
            # "Another task is the loan", "One reason was the frost".
            return True
        return cue.base in word_set("personal") and subject[0].manner not in PEOPLE

    def said_of(self, cue, subject, verb):
        """Take "a word that critics say was late" within the words of another; return whether it is one."""
        is_clause = self.previous and "bare" in cue.frames
        match = is_clause and SAID_OF.search(self.text, self.start, subject[0].start)
        if not match or not HAS_VERB.match(self.text, verb[1], self.end):
            return False
        self.close(match.start())
        return self.attribute(subject, [verb], [self.trimmed(verb[1], self.content_end)], "bare", base=cue.base)

    def which_clause(self, cue, subject, verb):
        """Take "asked them to buy a mill, which he says pays for itself"; return whether it is one."""
        match = BEHIND_WHICH.search(self.text, self.start, subject[0].start) if self.previous else None
        is_own = match and self.previous.sources and self.previous.content[-1][0] < match.start()
        if not is_own or not {"bare", "tag", "hearer"} & cue.frames or subject[0].manner not in {NAMED, PRONOUN}:
            return False
        end = ASIDE_END.match(self.text, verb[1], self.end).end()
        if match[0].rstrip().endswith(",") != self.text.startswith(",", end):
            return False
        self.close(match.start())
        return self.attribute(subject, [verb], [self.trimmed(end, self.content_end)], "bare", base=cue.base)

    def is_topic(self, cue, subject):
        """Whether a clause before the main one only tells what somebody spoke of: "As she turned to the budget, …".

        Also whether it is a condition: "Once customers believe that prices rise, …".
        """
        if cue.form in {PRESENT, BASE} and subject[0].manner not in PEOPLE and CONDITION.match(self.text, self.start):
            return "," not in self.text[self.start : self.tokens[cue.first].start]
        if subject[0].manner == COLLECTIVE and cue.base in DISCUSSING:
            return True
        before = self.text[self.start : subject[0].start].strip().lower()
        return cue.base in word_set("topics") and before in {"as", "when", "while", "after", "before", "once"}

    def is_mere_topic(self, cue, content, end):
        """Whether words only tell what somebody spoke about: "told the mayor about bees", not "how bees fly"."""
        start, cue_end, rule = content
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        is_of = rule == "object" or OF_TOPIC.search(self.text, cue_end - LONGEST_LINK, cue_end)
        deed = DEEDS.get(cue.base)
        if deed and deed.match(self.text, start, end):
            return True
        is_topic = cue.base in word_set("mere_topics") and rule in {"object", "hearer"} and is_of
        is_clause = ABOUT_WHAT.match(self.text, start) or SOMETHING_DONE.match(self.text, start, end)
        # "Told the President about the harvest" counts, "told the children about the harvest" does not.
        is_clause = is_clause or BEFORE_SOMEBODY.fullmatch(self.text, self.tokens[cue.after - 1].end, cue_end)
        is_clause = is_clause or DEVELOPED.match(self.text, start, end)
        return bool(is_topic) and not is_clause and not self.quoted_between(start, end)

    def quoted_between(self, start, end):
        return any(first < end and start <= first for first, _last in self.quoted)

    def is_deed(self, cue, subject, rule):
        """Whether a thing does something: "it guarantees safe launches", "the visit showed that …"."""
        if cue.base in word_set("proofs") and narrated_subject().match(subject[0].text):
            return True
        if rule in {"object", "bare"}:
            return subject[0].text.lower() == "it" and cue.base in word_set("deeds")
        return subject[0].manner == THING and not self.is_text(subject[0]) and cue.base in word_set("proofs")

    def is_thought(self, cue):
        """Whether a verb goes on within a clause: "said that Norway was rich but knew its limits"."""
        clause = self.previous and self.previous.rule.endswith(("bare", "that"))
        begin = self.text[slice(*self.previous.content[-1])] if clause else ""
        return cue.base in word_set("thoughts") and bool(re.match(r"(?:he|she|they|[A-Z]\w+) ", begin))

    def is_apart(self, cue, verb):
        """Whether a verb that attributes nothing ends the words before it: "noted that rain fell, and thanked us"."""
        is_courtesy = cue.base in COURTESIES and re.search(
            r", and(?: \w+ly)?$", self.text[self.start : verb[0]].rstrip()
        )
        return self.previous.rule.endswith("object") or bool(is_courtesy)
