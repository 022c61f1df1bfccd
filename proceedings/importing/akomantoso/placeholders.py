"""Placeholders for persons who are not identified: “unmatched”, “A Deputy”, /member/unmatchedMember."""

import re

UNKNOWN = "unmatched|unknown|unidentified|unnamed|unspecified|undefined|anonymous|nobody|none|null|various"
SOME = "a|an|any|some|several|many|other|all|the"
ONE = "deputy|member|senator|delegate|representative|speaker|participant|person|voice|witness|councillor|mp|td"
MANY = "deputies|members|senators|delegates|representatives|speakers|participants|persons|people|voices|witnesses"
MANY = f"{MANY}|councillors|mps|tds|audience|public"
NOBODY = rf"(?:{UNKNOWN})(?: hon(?:ourable)?)?(?: (?:{ONE}|{MANY}))?"
NAME = re.compile(
    rf"{NOBODY}"
    rf"|(?:a|an|any|some|other) (?:hon(?:ourable)? )?(?:{ONE})"
    rf"|(?:(?:{SOME}) )?(?:hon(?:ourable)? )?(?:{MANY})"
    r"|(?:representa )?cualquier.*|(?:todos|todas|algunos|algunas|varios|varias|otros|otras|par de) .*"
    r"|(?:un|une|des|quelques|plusieurs) (?:députée?s?|sénateurs?|sénatrices?|membres?|voix)"
    r"|(?:ein|eine|einige|mehrere|weitere) abgeordneter?n?"
)
# In an address, fewer words count: “a deputy” is a placeholder as a name only, “unmatched” as both.
ADDRESS = re.compile(NOBODY)
# "unmatchedMember" as words.
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")


def is_placeholder(entity):
    """Return whether a reference to a person is a placeholder."""
    last = entity.href.rstrip("/").rpartition("/")[2]
    return not entity.slug and (means_nobody(entity.name, NAME) or means_nobody(last, ADDRESS))


def means_nobody(name, words):
    text = " ".join(CAMEL.sub(" ", name).casefold().split())
    # A name of question marks and dashes alone is a placeholder; an empty one is not.
    return bool(name) and (not text or bool(words.fullmatch(text)))
