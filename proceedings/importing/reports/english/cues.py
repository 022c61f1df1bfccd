"""The cues of English in a sentence: verbs that attribute words, with the frames in which they do."""

import re
from functools import cache
from typing import NamedTuple

from proceedings.importing.reports.lexicon import words
from proceedings.importing.reports.scanning import scanned

from .tokens import is_attribute, word_set

PAST, PRESENT, PARTICIPLE, BASE = "past", "present", "participle", "base"
VOWELS = "aeiou"
IRREGULAR = re.compile(r"(?P<base>[^(]+?)\s*(?:\((?P<past>[^)]*)\))?")
# Verbs that double their last letter.
DOUBLED = frozenset(
    {"regret", "admit", "refer", "commit", "concur", "rebut", "permit", "rip", "slam", "pan", "quip", "beg", "rap"}
    | {
        "brag",
        "blog",
        "tag",
        "flag",
        "plan",
        "begin",
        "forget",
        "put",
        "cut",
        "let",
        "set",
        "hit",
        "bet",
        "peg",
        "shrug",
        "dub",
    }
    | {"snap", "get", "fret", "infer", "abhor", "spar", "clap", "pin", "jab", "run", "kid", "prefer", "defer", "ad-lib"}
)
# Frames of a whole clause.
CLAUSES = frozenset({"that", "bare", "tag", "hearer"})
# Words that can replace the article in a verb: "gave their assessment of".
DETERMINERS = frozenset({"a", "an", "the", "his", "her", "their", "its", "another"})
PRESENTS = {"have": "has", "do": "does", "go": "goes"}


ADJECTIVE = re.compile(r"\w{2}(?:al|ic|ive|ous|ary|able|ible|ful|less|ern|ian)$")
BEFORE_NOUN = frozenset(
    {"welcoming", "opening", "closing", "concluding", "introductory", "inaugural", "welcome"}
    | {"member", "these", "those", "such", "various", "several", "other", "for", "of", "no", "many", "all", "two"}
    | {"three", "four", "five", "six", "seven", "eight", "nine", "ten", "clear", "strict", "common", "joint"}
    | {"delivered", "gave", "made", "submitted", "presented", "heard", "received", "published", "issued", "prepared"}
)
# "Attention" is looked for among so many words after "drew".
MOST_BEFORE_ATTENTION = 9
LONGEST_INSERTION = 8
# Verbs before which a word such as "faults" or "states" is a noun.
PLURAL_VERBS = frozenset({"are", "were", "have", "had"})


class Cue(NamedTuple):
    """A verb at the tokens [first, after) of a sentence; `frames` are the names of en.yaml."""

    first: int
    after: int
    base: str
    form: str
    frames: frozenset[str]


@cache
def cues_by_word():
    """Return {first word: [(further words, base, form, frames)]}, the longest first."""
    by_base = {}
    for frames, verbs in [
        *words("en")["cues"].items(),
        *(("hearer", verbs) for verbs in words("en")["hearers"].values()),
        ("object", light_verbs(words("en")["light_nouns"])),
        ("that", light_verbs([noun for noun in words("en")["that_nouns"] if not noun.endswith("s")])),
    ]:
        for verb in verbs if isinstance(verbs, list) else verbs.split(","):
            match = IRREGULAR.fullmatch(verb.strip())
            base, past = match["base"], match["past"] or ""
            known = by_base.setdefault(base, [past, set()])
            known[0] = known[0] or past
            known[1].update(frames.split())
    by_word = {}
    for base, (past, frames) in by_base.items():
        for text, form in forms(base, past):
            first, *others = text.split()
            by_word.setdefault(first, []).append((tuple(others), base, form, frozenset(frames)))
    return {word: sorted(entries, key=lambda entry: -len(entry[0])) for word, entries in by_word.items()}


def light_verbs(nouns):
    """Return verbs with nouns of speech: "give a warning about (gave a warning about)"."""
    listed = []
    for verb in words("en")["light_verbs"]:
        match = IRREGULAR.fullmatch(verb)
        for noun in nouns:
            article = "an" if noun[0] in VOWELS else "a"
            past = f" ({match['past']} {article} {noun})" if match["past"] else ""
            listed.append(f"{match['base']} {article} {noun}{past}")
            if noun.partition(" ")[0].endswith("s"):
                listed.append(f"{match['base']} {noun}" + (f" ({match['past']} {noun})" if match["past"] else ""))
    return listed


@cache
def speech_verbs():
    """Return the verbs of one word that attribute a clause."""
    entries = ((word, each) for word, listed in cues_by_word().items() for each in listed)
    return frozenset(word for word, (others, _base, _form, frames) in entries if not others and frames & CLAUSES)


def forms(base, past):
    """Yield the (text, form) of a verb with its further words; `past` is its irregular past, or ""."""
    verb, *others = base.split()
    rest = f" {' '.join(others)}" if others else ""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    ending = "d" if verb.endswith("ee") else "ed"
    if verb in DOUBLED:
        stem = verb + verb[-1]
    ends_in_y = verb.endswith("y") and verb[-2] not in VOWELS
    regular = verb[:-1] + "ies" if ends_in_y else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "zz")) else "s")
    yield PRESENTS.get(verb, regular) + rest, PRESENT
    yield stem + "ing" + rest, PARTICIPLE
    if not past:
        yield (verb[:-1] + "ied" if ends_in_y else stem + ending) + rest, PAST
    # A past of several words has its further words: "set out"; one of several forms has none: "wrote written".
    elif others:
        yield from ((each, PAST) for each in past.split(" / "))
    else:
        for form in past.split():
            yield form, PAST
    # Last, because some pasts are like it: "put".
    yield base, BASE


def cues_in(tokens):
    """Return the Cues of a sentence's tokens, each token in one at most."""

    def item_at(at):
        cue = cue_at(tokens, at)
        return cue, cue.after if cue else at + 1

    return [cue for cue, _first, _after in scanned(tokens, item_at)]


def cue_at(tokens, at):
    if at and tokens[at].is_capital:
        # A name: the United States.
        return None
    entries = cues_by_word().get(tokens[at].lower, ())
    inserted = behind_insertion(tokens, at + 1) if entries else 0
    for others, base, form, frames in entries:
        # A word or an insertion may stand within the verb: "drew special attention to".
        after = matched(tokens, at + 1, others)
        if not after and inserted > at + 1 and others:
            after = matched(tokens, inserted, others)
        if after and (is_auxiliary(base, tokens[after : after + 1]) or is_estimate(base, tokens[after : after + 1])):
            continue
        if after:
            return Cue(at, after, base, form, frames)
    return None


def behind_insertion(tokens, at):
    """Return the index after the insertion of "pointed, in this connection, to"; `at` if there is none."""
    if [token.lower for token in tokens[at : at + 2]] == ["in", "particular"]:
        return at + 2
    if [token.text for token in tokens[at : at + 1]] != [","]:
        return at
    commas = (index for index in range(at + 2, min(at + LONGEST_INSERTION, len(tokens))) if tokens[index].text == ",")
    return next(commas, at - 1) + 1


def verbs_in(tokens):
    """Return the cues of a sentence without the nouns that look like one: "coastal states said", "most faults are"."""
    cues = cues_in(tokens)
    finite = {at for at, token in enumerate(tokens) if token.lower in PLURAL_VERBS}
    finite |= {cue.first for cue in cues if cue.form == PAST}
    listed = [cue for cue in cues if tokens[cue.first].lower in word_set("noun_verbs")]
    # "To compare notes".
    objects = {cue for cue in cues if cue.form == PRESENT and cue.first > 1 and tokens[cue.first - 2].lower == "to"}
    cues = [cue for cue in cues if cue not in objects]
    cues = [cue for cue in cues if not is_attribute(tokens, cue.first)]
    nouns = {cue for cue in listed if cue.after in finite or (cue.first and is_adjective(tokens[cue.first - 1]))}
    return [cue for cue in cues if cue not in nouns]


def is_adjective(token):
    """Whether a word before "reasons" or "states" makes it a noun: "moral", "member"."""
    is_somebody = token.is_capital or token.lower in word_set("titles") | word_set("collectives")
    return token.lower in BEFORE_NOUN or (bool(ADJECTIVE.search(token.lower)) and not is_somebody)


def is_auxiliary(base, following):
    """Whether "have" is an auxiliary, not followed by a person: "had said", but not "had her ahead"."""
    return base == "have" and not any(token.is_capital or token.lower in {"him", "her", "them"} for token in following)


def is_estimate(base, following):
    """Whether "put it" begins "put it at 58"."""
    return base == "put it" and any(token.lower == "at" for token in following)


def matched(tokens, at, others):
    """Return the index after the further words, or 0; one adverb or adjective may stand before each noun."""
    for other in others:
        if other == "attention" and (end := attention_of(tokens, at)) > at:
            at = end + 1
        elif at < len(tokens) and (
            tokens[at].lower == other or (other in {"a", "an"} and tokens[at].lower in DETERMINERS)
        ):
            at += 1
        elif at + 1 < len(tokens) and tokens[at + 1].lower == other and tokens[at].lower.isalpha() and len(others) > 1:
            at += 2
        else:
            return 0
    return at


def attention_of(tokens, at):
    """Return the index of "attention" after somebody's name: "drew Ann Ash's attention to"; `at` if it is not there.

    In "drew the attention of the guests to", return that of "guests".
    """
    listed = [token.lower for token in tokens[at : at + MOST_BEFORE_ATTENTION]]
    is_theirs = "attention" in listed and listed[listed.index("attention") - 1] in {"'s", "'"}
    if listed[:3] == ["the", "attention", "of"] and "to" in listed[5:]:
        return at + listed.index("to") - 1
    return at + listed.index("attention") if is_theirs else at


@cache
def links():
    """Return {verb: words that can follow its hearer}."""
    by_verb = {}
    for following, verbs in words("en")["hearers"].items():
        for verb in verbs:
            by_verb.setdefault(IRREGULAR.fullmatch(verb)["base"], []).extend(following.split())
    return by_verb
