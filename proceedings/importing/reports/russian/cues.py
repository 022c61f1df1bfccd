"""The cues of Russian in a sentence: verbs and verbal adverbs, with the frames in which they attribute words."""

from functools import cache, lru_cache
from typing import NamedTuple

from proceedings.importing.reports.lexicon import words
from proceedings.importing.reports.scanning import scanned

from .forms import noun_tags
from .morphology import MOST_WORDS, lemmas, parses, word_set

FINITE, PARTICIPLE, RELATIVE = "finite", "participle", "relative"
# Most words between the parts of a cue.
MOST_BETWEEN = 3
# The same for a verb that has hearers too: "обратилась к министерству торговли с просьбой" (asked the ministry).
MOST_HEARERS = 7
# Words that look like verbal adverbs, but are mostly prepositions.
PREPOSITIONS = frozenset(
    {"благодаря", "исключая", "включая", "для", "хотя", "судя", "спустя", "несмотря", "начиная", "нехотя"}
)
# Verbs that a clause can follow without a conjunction: "она говорит, мост стар" (she says the bridge is old).
PLAIN = frozenset({"говорить", "сказать", "считать", "думать", "уверять", "признаться", "признаваться", "жаловаться"})
# The parts of speech that begin such a clause, and the number of its first words that contain no comma.
OPENING = frozenset({"NOUN", "NPRO", "ADJF", "PREP", "ADVB"})
FIRST = 4
# Verbs that say something when they are denied: "не стал скрывать, что" (did not hide that).
HIDING = frozenset({"скрывать", "скрыть", "отрицать", "исключать", "исключить", "таить", "утаивать"})
# The ends of verbs before an object, and words that only announce what follows a colon: "указала на следующие беды:".
OBJECTS, FOLLOWING = (" о", " об", " на", " от", " против"), frozenset({"следующий", "такой"})
ADDRESSING = frozenset({"обратиться", "обращаться"})


class Cue(NamedTuple):
    """A verb at the tokens [first, after) of a sentence; `frames` are the names of ru.yaml."""

    first: int
    after: int
    base: str
    form: str
    frames: frozenset[str]


@cache
def cues_by_lemma():
    """Return {first lemma: [(further words, base, frames)]}, the longest first."""
    by_base = {}
    for frames, verbs in words("ru")["cues"].items():
        for verb in verbs.split(","):
            by_base.setdefault(verb.strip(), set()).update(frames.split())
    by_lemma = {}
    for base, frames in by_base.items():
        first, *others = base.split()
        by_lemma.setdefault(first, []).append((tuple(others), base, frozenset(frames)))
    return {lemma: sorted(entries, key=lambda entry: -len(entry[0])) for lemma, entries in by_lemma.items()}


@cache
def topics():
    """Return pairs of a verb and the preposition of its topic: (рассказать, о), (указать, на)."""
    pairs = {(lemma, others[0]) for lemma, entries in cues_by_lemma().items() for others, *_rest in entries if others}
    # "К единству призвала Анна" (Anna called for unity).
    return pairs | {("призвать", "к"), ("призывать", "к")}


@lru_cache(maxsize=MOST_WORDS)
def verb_form(word):
    """Return the form of a verb that can have a subject, or of a verbal adverb; "" for other words."""
    if word in PREPOSITIONS:
        return ""
    best = parses(word)[0]
    if {"ADJS", "PRTS"} & set(best.tag.grammemes) and {each.normal_form for each in parses(word)} & word_set("states"):
        return FINITE
    for parse in parses(word)[:3]:
        if "GRND" in parse.tag:
            return PARTICIPLE
        if {"PRTF", "actv"} <= set(parse.tag.grammemes):
            return RELATIVE
        if "VERB" in parse.tag and "impr" not in parse.tag and "1per" not in parse.tag and "2per" not in parse.tag:
            return FINITE
    return ""


def cues_in(tokens):
    """Return the Cues of a sentence's tokens, which do not overlap."""

    def item_at(at):
        cue = cue_at(tokens, at)
        return cue, cue.after if cue else at + 1

    return [cue for cue, _first, _after in scanned(tokens, item_at)]


def cue_at(tokens, at):
    form = verb_form(tokens[at].lower) if tokens[at].text[0].isalpha() else ""
    if not form:
        return None
    return infinitive_cue(tokens, at, form) or finite_cue(tokens, at, form)


def infinitive_cue(tokens, at, form):
    """Return the Cue of "попытался объяснить" (tried to explain), or None."""
    auxiliaries = lemmas(tokens[at].lower) & word_set("auxiliaries")
    is_denied = at > 0 and tokens[at - 1].lower == "не"
    if not auxiliaries:
        return None
    is_open = not is_denied or bool(auxiliaries & word_set("never"))
    for place in range(at + 1, min(at + 1 + MOST_BETWEEN, len(tokens))):
        if not tokens[place].text[0].isalpha():
            return None
        if "INFN" in parses(tokens[place].lower)[0].tag:
            if not is_open and not lemmas(tokens[place].lower) & HIDING:
                return None
            cue = finite_cue(tokens, place, form)
            is_speech = cue is not None and {"that", "tag"} <= cue.frames and "intention" not in cue.frames
            return cue._replace(first=at) if is_speech else None
    return None


def finite_cue(tokens, at, form):
    fitting = []
    for lemma in lemmas(tokens[at].lower):
        for others, base, frames in cues_by_lemma().get(lemma, ()):
            if after := matched(tokens, at + 1, others, MOST_HEARERS if lemma in ADDRESSING else MOST_BETWEEN):
                fitting.append((len(others), base, after, frames))
    if not fitting:
        return None
    most = max(length for length, *_rest in fitting)
    longest = sorted(each for each in fitting if each[0] == most)
    return Cue(at, longest[0][2], longest[0][1], form, frozenset().union(*(frames for *_rest, frames in longest)))


def shorter(tokens, cue):
    """Return the Cue of the verb alone, which can have an object: "назвал эту цифру позорной", or None."""
    entries = [each for lemma in lemmas(tokens[cue.first].lower) for each in cues_by_lemma().get(lemma, ())]
    alone = sorted((base, frames) for others, base, frames in entries if not others)
    return Cue(cue.first, cue.first + 1, *alone[0][:1], cue.form, alone[0][1]) if alone else None


def matched(tokens, at, others, most):
    """Return the index after the further words of a cue, or 0, past others: "обратил особое внимание на"."""
    for other in others:
        skipped = 0
        while (
            at < len(tokens)
            and other not in lemmas(tokens[at].lower)
            and skipped < most
            and tokens[at].text[0].isalpha()
            and "INFN" not in parses(tokens[at].lower)[0].tag
        ):
            at, skipped = at + 1, skipped + 1
        if at >= len(tokens) or other not in lemmas(tokens[at].lower):
            return 0
        at += 1
    return at


def is_explained(cue, tokens):
    """Whether a colon only explains the thing that is the object of a verb: "указала на беду: волна высока"."""
    is_following = any(lemmas(token.lower) & FOLLOWING for token in tokens)
    return cue.base.endswith(OBJECTS) and "inan" in noun_tags(tokens) and not is_following


def opens_clause(cue, tokens):
    """Whether a clause without a conjunction follows a verb: "она говорит, мост стар"."""
    if cue.base not in PLAIN or cue.form != FINITE or len(tokens) < FIRST or tokens[0].lower != ",":
        return False
    first, begin = parses(tokens[1].lower)[0].tag, [token.lower for token in tokens[1 : FIRST + 1]]
    is_clause = bool(OPENING & set(first.grammemes)) and not {"Apro", "Anum"} & set(first.grammemes)
    return is_clause and "," not in begin and any(verb_form(token.lower) == FINITE for token in tokens[1:])
