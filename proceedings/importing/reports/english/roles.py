"""The titles that people have in an event: "chaired by Ann Ash", "Ann Ash moderated the discussion"."""

import re

from proceedings.importing.reports.attributions import NAMED

EVENT = (
    r"(?:the|a|an|this|that|its|their) (?:[\w-]+ ){0,3}?"
    r"(?:event|meeting|session|sitting|conference|forum|panel|discussion|debate|round ?table|seminar|webinar"
    r"|workshop|symposium|hearing|talks|proceedings|committee|commission|council|board|inquiry|working group|jury)\b"
)
ROLES = {
    "chair": (
        "chair chairman chairwoman chairperson",
        "chair(?:ed|s)|presid(?:ed|es) over|was chairing|was in the chair at",
    ),
    "moderator": ("moderator host", "moderate[ds]|facilitate[ds]|host(?:ed|s)|was moderating"),
}
BEFORE = {role: re.compile(rf"\b(?:{verbs}) by (?:the )?$") for role, (_titles, verbs) in ROLES.items()}
AFTER = {role: re.compile(rf",? (?:who )?(?:{verbs}) {EVENT}") for role, (_titles, verbs) in ROLES.items()}
IN_THE_CHAIR = re.compile(r",? (?:was in the chair|took the chair)\b")
LONGEST = 40


def with_roles(text, span, mentions):
    """Give each person of a sentence the titles that its words tell; return the mentions."""
    start, end = span
    for each in mentions:
        if each.manner == NAMED:
            before = text[max(start, each.start - LONGEST) : each.start]
            each.role = next((ROLES[role][0] for role, pattern in BEFORE.items() if pattern.search(before)), "")
            after = (role for role, pattern in AFTER.items() if pattern.match(text, each.end, end))
            is_chair = not each.role and IN_THE_CHAIR.match(text, each.end, end)
            each.role = each.role or next((ROLES[role][0] for role in ["chair"] * bool(is_chair) or after), "")
    return mentions
