"""Books and cards as answers: found on the shelf or set now, for whatever is public."""

from typing import NamedTuple

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.models import Conference, Speaker, Statement
from proceedings.responses import gone_page, plain_text, site_url, tombstone_or_404

from . import cards, epub, setting, shelf
from .contents import TooLongError, book

# What is withdrawn is not read from caches for longer than this, in seconds.
FRESH = 300
# When to come again, in seconds: the press may be free by then.
SOON = 15


class Work(NamedTuple):
    """Something to be made: the name of its file, whose turn it is (see shelf.py), and what writes it to a path."""

    file: str
    press: str
    make: object


@require_safe
def conference_pdf(request, slug):
    def work(contents):
        return set_by(setting.PDF, "book", contents, "book/book.typ", "book/saying.typ")

    return of_conference(request, slug, work, content_type="application/pdf", filename=f"{slug}.pdf")


@require_safe
def conference_epub(request, slug):
    def work(contents):
        return Work(f"{shelf.key(contents, epub.edition())}.epub", "book", lambda path: epub.write(contents, path))

    return of_conference(request, slug, work, content_type="application/epub+zip", filename=f"{slug}.epub")


def of_conference(request, slug, work, **of_file):
    found = Conference.objects.public().with_context().filter(slug=slug).first()
    if found is None:
        return tombstone_or_404(
            Conference.objects.tombstones(),
            slug,
            lambda row: gone_page(request, row.withdrawal_reason),
            _("There is no conference at this address."),
        )
    try:
        contents = book(found, site_url(request))
    except TooLongError as error:
        message = _("This conference is too long for one book. Its page has all of it.")
        raise Http404(message) from error
    return answer(request, work(contents), **of_file)


@require_safe
def statement_card(request, slug):
    found = Statement.objects.public().with_context().filter(slug=slug).first()
    if found is None:
        return tombstone_or_404(
            Statement.objects.tombstones().select_related("session__conference"),
            slug,
            lambda row: gone_page(request, row.why_withdrawn),
            _("There is no statement at this address."),
        )
    return card(request, cards.of_statement(found), "book/statement-card.typ", f"{slug}.png")


@require_safe
def speaker_card(request, slug):
    found = Speaker.objects.public().with_context().filter(slug=slug).first()
    if found is None:
        raise Http404(_("There is no speaker at this address."))
    return card(request, cards.of_speaker(found), "book/speaker-card.typ", f"{slug}.png")


def card(request, contents, template, filename):
    work = set_by(setting.PNG, "card", contents, template, "book/card.typ", "book/saying.typ")
    return answer(request, work, content_type="image/png", filename=filename)


def set_by(kind, press, contents, template, *imported):
    key = shelf.key(contents, setting.edition(template, *imported))
    return Work(f"{key}.{kind['format']}", press, lambda path: setting.set_by_typst(template, contents, path, kind))


def answer(request, work, **of_file):
    """The file, unless the reader has it already; it is made when the shelf does not have it."""
    headers = {"ETag": f'"{work.file}"', "Cache-Control": f"public, max-age={FRESH}"}
    wanted = HttpResponse(headers=headers)
    checked = get_conditional_response(request, etag=headers["ETag"], response=wanted)
    if checked is not wanted:
        return checked
    try:
        found = shelf.taken(*work)
    except shelf.BusyError:
        return not_now(_("Other books are being set just now. Please come again in a moment."), SOON)
    except shelf.FailedError:
        return not_now(_("This could not be set. Its page has all that would be in it."), shelf.FAILED)
    return FileResponse(found, headers=headers, **of_file)


def not_now(reason, seconds):
    return plain_text(reason, status=503, headers={"Retry-After": str(seconds)})
