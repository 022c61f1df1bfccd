"""Effects of a transition on other rows, as a sentence for the page of confirmation."""

from django.utils.translation import ngettext

from proceedings.models import Conference, Statement, Status


def consequence(transition, rows):
    """Return a sentence on what else changes for readers or editors; empty where nothing does."""
    return {Conference: conference_consequence, Statement: statement_consequence}[rows.model](transition, rows)


def conference_consequence(transition, conferences):
    if transition not in {"publish", "schedule", "withdraw"}:
        return ""
    statements = Statement.objects.filter(session__conference__in=conferences.order_by().values("pk"))
    number = statements.filter(status=Status.PUBLISHED).count()
    if transition == "withdraw":
        sentence = ngettext(
            "%(number)d published statement will disappear too.",
            "%(number)d published statements will disappear too.",
            number,
        )
    else:
        sentence = ngettext(
            "%(number)d published statement will appear too.",
            "%(number)d published statements will appear too.",
            number,
        )
    return sentence % {"number": number}


def statement_consequence(transition, statements):
    if transition == "submit":
        number = statements.filter(session__conference__status=Status.DRAFT).count()
        # Publishers look for work among submitted rows.
        sentence = ngettext(
            "%(number)d belongs to a conference that is still a draft. Submit the conference too.",
            "%(number)d belong to conferences that are still drafts. Submit the conferences too.",
            number,
        )
    elif transition in {"publish", "schedule"}:
        number = statements.exclude(session__conference__status=Status.PUBLISHED).count()
        sentence = ngettext(
            "%(number)d belongs to a conference that is not published, and will appear with it.",
            "%(number)d belong to conferences that are not published, and will appear with them.",
            number,
        )
    else:
        return ""
    return sentence % {"number": number} if number else ""
