"""The contents of cards, the pictures that other sites show for a link to a statement or a speaker."""

import re

from django.db.models import Count, Max, Min
from django.utils.translation import get_language, ngettext

from proceedings import markup
from proceedings.models import Form, Statement
from proceedings.models.reads.present_profile import site_profile
from proceedings.templatetags.record import credit_of, day

from .blocks import WIDE
from .texts import capacity, text_in

# Widths in letters; an ideograph counts as two.
QUOTATION, LINE = 240, 60
OTHER_NAMES = 3
SENTENCE = re.compile(r".+?(?:[.!?…]+[\"”’»)\]]*(?=\s|\Z)|[。！？]+[」』”’》]*|\Z)", re.DOTALL)


def statement_contents(statement):
    quotation = opening(markup.plain(statement.text, statement.text_format), QUOTATION)
    facts = []
    if statement.date:
        facts.append(day(statement.date))
    if quotation:
        facts.append(str(statement.get_form_explanation()))
    return {
        "page_language": get_language(),
        "language": statement.language,
        "brand": str(site_profile()),
        # The title stands in for a missing text. Only a verbatim text is quoted as the speaker's words.
        "words": text_in(quotation or opening(statement.title, QUOTATION), statement.language),
        "quoted": bool(quotation and statement.is_spoken and statement.form == Form.VERBATIM),
        "facts": facts,
        "speaker": line(statement.speaker_names) if statement.is_spoken else None,
        # One line has no room for the capacities of several speakers.
        "capacity": lines(capacity(statement.appointment)) if len(statement.credits) == 1 else [],
        "conference": line(statement.conference.title, statement.conference.language),
    }


def speaker_contents(speaker):
    public = Statement.objects.public().by(speaker)
    counts = public.order_by().aggregate(
        statements=Count("pk"),
        conferences=Count("session__conference", distinct=True),
        first=Min("session__conference__starts_on"),
        last=Max("session__conference__starts_on"),
    )
    latest = public.with_context().newest_first().first()
    credit = latest and credit_of(latest, speaker)
    facts = [
        ngettext("%d statement", "%d statements", counts["statements"]) % counts["statements"],
        ngettext("%d conference", "%d conferences", counts["conferences"]) % counts["conferences"],
    ]
    if counts["first"]:
        facts.append("–".join(dict.fromkeys((str(counts["first"].year), str(counts["last"].year)))))
    return {
        "page_language": get_language(),
        "language": latest.language if latest else get_language(),
        "brand": str(site_profile()),
        "name": line(speaker.name),
        "other_names": [line(other.name, other.language) for other in list(speaker.other_names.all())[:OTHER_NAMES]],
        "capacity": lines(capacity(credit and credit.appointment)),
        "facts": facts,
    }


def line(text, language=None):
    return text_in(cut(text, LINE), language)


def lines(parts):
    return [line(part["text"], part["language"]) for part in parts]


def opening(text, limit):
    """The first sentences that fit the limit; if they fill less than half of it, the words that fit and an ellipsis."""
    if width(text) <= limit:
        return text
    kept = ""
    for sentence in SENTENCE.findall(text):
        if width(kept + sentence) > limit:
            break
        kept += sentence
    return kept.strip() if 2 * width(kept) >= limit else cut(text, limit)


def cut(text, limit):
    """The part of a text that fits the limit, with an ellipsis if it is shortened."""
    if width(text) <= limit:
        return text
    length = len(text)
    while width(text[:length]) > limit:
        length -= max(1, (width(text[:length]) - limit) // 2)
    return markup.shortened(text, length)


def width(text):
    return len(text) + len(WIDE.findall(text))
