"""Words of English with their places, and the word lists that mentions and cues share."""

import re
from functools import cache
from typing import NamedTuple

from proceedings.importing.reports.lexicon import words

# A short form of a title keeps its full stop.
TOKEN = re.compile(
    r"\b(?:[A-Z](?:\.[A-Z]){2,}\.|(?:Govs?|Sens?|Reps?|Lt|Gen|Adm|Maj|Col|Capt|Cmdr|Sgt|Amb|Atty|Supt|Det|Pres)\.|(?:U\.S|U\.K|D\.C)\.)|"
    r"\w+(?:[-.&']\w+)*?(?='s\b)|\w+(?:[-.&']\w+)*|'s?\b|[^\w\s]"
)
# Names with an Arabic article, or an elided one: el-Sisi, d'Alessandro.
ARTICLED = re.compile(r"(?:(?:al|el|ad|ar|as|ash|at|an|az|ed|ul|ud|ur|us)-|(?:d|l|dell|dall|degl|n|t)')[A-Z]")
# "Warned his partners, however, that".
INSERTED = (
    r"(?:, (?:however|though|moreover|meanwhile|too|again|in turn|at the same time|(?:for|on) (?:his|her) part),)?"
)
# Words behind a verb with an object or a clause.
BEFORE_OBJECT = frozenset(
    {"the", "a", "an", "that", "this", "his", "her", "their", "its", "to", "no", "on", "by", "for", "in"}
)
FUNCTION_WORDS = frozenset(
    {
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "of",
        "for",
        "to",
        "by",
        "with",
        "from",
        "as",
        "and",
        "but",
        "or",
        "if",
        "when",
    }
    | {
        "while",
        "after",
        "before",
        "during",
        "this",
        "that",
        "these",
        "those",
        "there",
        "here",
        "it",
        "its",
        "his",
        "her",
    }
    | {"their", "our", "he", "she", "they", "we", "i", "you", "according", "another", "other", "all", "both", "also"}
    | {"last", "just", "neither", "either", "nor", "per", "amid", "alongside"}
    | {"however", "earlier", "later", "today", "then", "particular", "special", "such", "some", "many", "most", "one"}
    | {"two", "three", "no", "not", "so", "now", "concerning", "regarding", "despite", "besides", "since", "until"}
    | {"under", "over", "among", "between", "through", "thanks", "finally", "first", "second", "third", "next", "what"}
    | {"who", "which", "where", "why", "how", "much", "more", "moreover", "furthermore", "following", "because", "only"}
    | {
        "although",
        "though",
        "each",
        "every",
        "any",
        "several",
        "participants",
        "speakers",
        "without",
        "within",
        "about",
    }
    | {"touching", "turning", "along", "apart", "today's", "yesterday", "tomorrow", "meanwhile", "therefore", "thus"}
    | {
        "once",
        "opinions",
        "views",
        "reactions",
        "even",
        "still",
        "yet",
        "instead",
        "like",
        "unlike",
        "given",
        "well",
        "yes",
        "let",
        "everyone",
        "together",
        "nevertheless",
        "similarly",
        "likewise",
        "asked",
        "accompanied",
        "introduced",
    }
    | {"further", "afterwards", "again", "elsewhere", "besides", "subsequently", "additionally", "lastly"}
)


class Token(NamedTuple):
    text: str
    lower: str
    start: int
    end: int

    @property
    def is_capital(self):
        return self.text[0].isupper() or bool(ARTICLED.match(self.text))


def tokens_of(text, start, end):
    """Return the tokens of a stretch of text; a possessive 's is a token of its own."""
    return [Token(match[0], match[0].lower(), *match.span()) for match in TOKEN.finditer(text, start, end)]


@cache
def word_set(name):
    """Return the lowercase words of a list in en.yaml, which can also be a string with commas."""
    listed = words("en")[name]
    return frozenset(word.strip().lower() for word in (listed.split(",") if isinstance(listed, str) else listed))


# Occupations that are in no list: "the bassist", "the bookmaker", but not "the checklist".
OCCUPATION = re.compile(
    r"(?!(?:check|play|black|short|wait|price|en)list|talisman|(?:con|in|re|per|as|sub|de|coex|ex)(?:s?ist)$|christ)"
    r"\w{2,}(?:\wist|ographer|onomer|[mt]ician|[a-z]{2}(?:maker|keeper|worker|player|dealer|smith|wright|owner|grower|breeder"
    r"|seller|writer|fighter|hunter|watcher|walker|cutter|cleaner|goer|dresser|runner|swimmer|driver|sman|swoman))"
)


def is_title(word):
    """Whether a word in small letters is the last one of a post, or of an occupation that is in no list."""
    return word in word_set("titles") or bool(OCCUPATION.fullmatch(word))


def is_generic_title(word):
    """Whether anybody can have a title, so that it can mean the last speaker: "the chemist"."""
    return is_title(word) and word not in word_set("offices")


def is_attribute(tokens, at):
    """Whether a participle stands between a verb and a noun: "exchanged detailed opinions"."""
    before, after = (tokens[index].text if 0 <= index < len(tokens) else "" for index in (at - 1, at + 1))
    is_behind_verb = before.endswith("ed") and before.islower() and tokens[at].lower in word_set("attributes")
    return is_behind_verb and after.isalpha() and after.islower() and after not in BEFORE_OBJECT
