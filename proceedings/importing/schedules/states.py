"""The state of an event: whether it takes place, and whether its persons have names."""

import re

from django.utils.translation import gettext as _

CANCELLED = {"canceled", "cancelled", "withdrawn", "deleted"}
# Talks of a call for papers that were not accepted, or about which nobody has decided.
NOT_ACCEPTED = {
    "rejected",
    "declined",
    "waitlisted",
    "submitted",
    "draft",
    "nominated",
    "accept_queue",
    "decline_queue",
}
WORDS = (
    r"cancell?ed|postponed|abgesagt|verschoben|ausgefallen|entfällt|fällt aus|annulée?|reportée?|cancelad[oa]|"
    r"aplazad[oa]|annullat[oa]|geannuleerd|odwołan[ey]|отмен(?:а|ено|ена|ён|ен)|перенес(?:ено|ён|ен|ена)|已?取消|延期|中止"
)
CANCELLED_TITLE = re.compile(
    rf"[\W_]*(?:{WORDS})\s*[:：\])）】!–—-]|.*[\[(（【]\s*(?:{WORDS})\s*[!\])）】]+", re.IGNORECASE
)
# Placeholders that programmes print for a person who is not known yet.
NOBODY = re.compile(
    r"(?:(?:the )?(?:speakers?|presenters?|moderators?|panell?ists?|referent(?:in)?)[\s:(-]*)?"
    r"(?:n\.?\s?n\.?|t\.?b\.?[acd]\.?|n\.?/?a\.?|to be (?:announced|confirmed|determined|decided|named)|unknown|"
    r"not (?:yet )?(?:known|announced|confirmed)|none|null|wird (?:noch )?bekannt\s?gegeben|unbekannt|à confirmer|"
    r"por confirmar|da confermare|(?:будет )?уточняется|по согласованию|待定|待确认|未定)\)?|[\W_]+",
    re.IGNORECASE,
)


def is_left_out(title, state, notes):
    """Return whether an event is cancelled or not accepted; a note says so."""
    state = state.casefold().replace(" ", "_")
    if state in CANCELLED:
        notes.append(_("“%s” was cancelled, and is left out.") % title)
    elif state in NOT_ACCEPTED:
        message = _("“%(title)s” is not accepted (%(state)s), and is left out.")
        notes.append(message % {"title": title, "state": state})
    elif CANCELLED_TITLE.match(title):
        notes.append(_("“%s” may not take place, as its title says. It is not left out.") % title)
    return state in CANCELLED | NOT_ACCEPTED


def named(names, title, notes):
    """Return the names, each once. Placeholders and empty names are left out, with a note."""
    own = [*dict.fromkeys(filter(None, names))]
    nobody = [name for name in own if NOBODY.fullmatch(name)]
    message = _("“%(title)s”: “%(name)s” is nobody’s name, and is left out.")
    texts = [message % {"title": title, "name": name} for name in nobody]
    if not all(names):
        texts.append(_("“%s” has a person whose name is not in the file.") % title)
    notes += [text for text in texts if text not in notes]
    return [name for name in own if name not in nobody]
