"""The tenses of English sentences, as far as their words reveal them."""

import re

# The past tense, and a time or a place of the narrator's: "was built in 1932", "fell on Monday", "Behind him".
PAST_TENSE = re.compile(
    r"\b(?:was|were|had|would|did|could|might|gave|took|made|became|came|went|got|fell|rose|grew|broke|began|saw|knew|kept|held"
    r"|left|lost|met|put|set|stood|burst|wept|sang|sat|slept|drank|ate|threw|drew|drove|fought|caught|felt|heard|shook|rang|flew|hung|fled|sank|brought|built|bought|led|lay|ran|said|spoke|spent|told|won|wrote"
    r"|(?<!have )(?<!has )(?<!is )(?<!are )(?<!be )(?<!been )(?<!-)(?!(?:need|exceed|proceed|embed)\b)\w+ed"
    r"(?P<prep> (?:by|in|to|with|on|as|at|under|for) )?)\b"
)
# The tense in which a speaker reports what others said: "The board had refused it".
BACKSHIFT = re.compile(r"\b(?:had|would|did not|could not)\b")
PERFECT = re.compile(r"\b(?:has|have) \w")


def is_past(words_):
    return bool(PAST_TENSE.search(words_))


def is_surely_past(words_):
    """Whether words have a past tense that cannot be a participle, unlike "a method tried in Elm"."""
    return any(not match["prep"] for match in PAST_TENSE.finditer(words_))
