"""What stands on a card: the picture that other sites show for a link to a statement or a speaker."""

import re

from django.db.models import Count, Max, Min
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from proceedings import markup
from proceedings.models import Form, Statement
from proceedings.templatetags.record import day

from .blocks import WIDE
from .saying import capacity, said

# In letters; an ideograph counts as two.
QUOTATION, LINE = 240, 60
OTHER_NAMES = 3
SENTENCE = re.compile(r".+?(?:[.!?…]+[\"”’»)\]]*(?=\s|\Z)|[。！？]+[」』”’》]*|\Z)", re.DOTALL)


def of_statement(statement):
    quotation = opening(markup.plain(statement.text), QUOTATION)
    return {
        "page_language": get_language(),
        "language": statement.language,
        "brand": _("Proceedings"),
        # Without a text, the title; and what others tell of a speech are not the speaker's words.
        "words": said(quotation or opening(statement.title, QUOTATION), statement.language),
        "quoted": bool(quotation and statement.speaker and statement.form == Form.VERBATIM),
        "facts": [
            *([day(statement.date)] if statement.date else []),
            *([str(statement.get_form_explanation())] if quotation else []),
        ],
        "speaker": line(statement.speaker.name) if statement.speaker else None,
        "capacity": lines(capacity(statement.appointment)),
        "conference": line(statement.conference.title, statement.conference.language),
    }


def of_speaker(speaker):
    public = Statement.objects.public().by(speaker)
    counts = public.order_by().aggregate(
        statements=Count("pk"),
        conferences=Count("session__conference", distinct=True),
        first=Min("session__conference__starts_on"),
        last=Max("session__conference__starts_on"),
    )
    latest = public.select_related("appointment__organisation").newest_first().first()
    facts = [
        ngettext("%d statement", "%d statements", counts["statements"]) % counts["statements"],
        ngettext("%d conference", "%d conferences", counts["conferences"]) % counts["conferences"],
    ]
    if counts["first"]:
        facts.append("–".join(dict.fromkeys((str(counts["first"].year), str(counts["last"].year)))))
    return {
        "page_language": get_language(),
        "language": latest.language if latest else get_language(),
        "brand": _("Proceedings"),
        "name": line(speaker.name),
        "other_names": [line(other.name, other.language) for other in list(speaker.other_names.all())[:OTHER_NAMES]],
        "capacity": lines(capacity(latest and latest.appointment)),
        "facts": facts,
    }


def line(text, language=None):
    return said(cut(text, LINE), language)


def lines(parts):
    return [line(part["text"], part["language"]) for part in parts]


def opening(text, room):
    """The first sentences that fit the room; when those leave half of it empty, the words that fit, and an ellipsis."""
    if width(text) <= room:
        return text
    kept = ""
    for sentence in SENTENCE.findall(text):
        if width(kept + sentence) > room:
            break
        kept += sentence
    return kept.strip() if 2 * width(kept) >= room else cut(text, room)


def cut(text, room):
    """As much of a text as fits, with an ellipsis where something is left out."""
    if width(text) <= room:
        return text
    length = len(text)
    while width(text[:length]) > room:
        length -= max(1, (width(text[:length]) - room) // 2)
    return markup.shortened(text, length)


def width(text):
    return len(text) + len(WIDE.findall(text))
