"""Views of books and cards, which are made at the first request and then cached."""

from collections.abc import Callable
from typing import NamedTuple

from django.http import FileResponse, Http404, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from proceedings.exports import file_cache
from proceedings.models import Conference, Speaker, Statement
from proceedings.responses import gone_page, plain_text, site_url, tombstone_or_404
from proceedings.serving.locks import BusyError

from . import cards, epub, typst_job
from .contents import TooLongError, book

# Seconds that caches may keep a file, and so may still show a withdrawn one.
MAX_AGE = 300
# Seconds after which to retry while another file is being made.
RETRY_WHEN_BUSY = 15


class Job(NamedTuple):
    """A file to make: its name, its lock (see file_cache.py), and the function that writes it to a path."""

    name: str
    lock: str
    make: Callable


@require_safe
def conference_pdf(request, slug):
    def job(contents):
        return typst_file(typst_job.PDF, "book", contents, "book/book.typ", "book/texts.typ")

    return conference_response(request, slug, job, content_type="application/pdf", filename=f"{slug}.pdf")


@require_safe
def conference_epub(request, slug):
    def job(contents):
        key = file_cache.cache_key(contents, epub.edition())
        return Job(f"{key}.epub", "book", lambda path: epub.write(contents, path))

    return conference_response(request, slug, job, content_type="application/epub+zip", filename=f"{slug}.epub")


def conference_response(request, slug, job, **options):
    conference = Conference.objects.public().with_context().filter(slug=slug).first()
    if conference is None:
        return tombstone_or_404(
            Conference.objects.tombstones(),
            slug,
            lambda row: gone_page(request, row.withdrawal_reason),
            _("There is no conference at this address."),
        )
    try:
        contents = book(conference, site_url(request))
    except TooLongError as error:
        raise Http404(_("This conference is too long for one book. Read it on its page.")) from error
    return file_response(request, job(contents), **options)


@require_safe
def statement_card(request, slug):
    statement = Statement.objects.public().with_context().filter(slug=slug).first()
    if statement is None:
        return tombstone_or_404(
            Statement.objects.tombstones().select_related("session__conference"),
            slug,
            lambda row: gone_page(request, row.why_withdrawn),
            _("There is no statement at this address."),
        )
    return card_response(request, cards.statement_contents(statement), "book/statement-card.typ", f"{slug}.png")


@require_safe
def speaker_card(request, slug):
    speaker = Speaker.objects.public().with_context().filter(slug=slug).first()
    if speaker is None:
        raise Http404(_("There is no speaker at this address."))
    return card_response(request, cards.speaker_contents(speaker), "book/speaker-card.typ", f"{slug}.png")


def card_response(request, contents, template, filename):
    job = typst_file(typst_job.PNG, "card", contents, template, "book/card.typ", "book/texts.typ")
    return file_response(request, job, content_type="image/png", filename=filename)


def typst_file(file_format, lock, contents, template, *imported):
    key = file_cache.cache_key(contents, typst_job.edition(template, *imported))
    return Job(
        f"{key}.{file_format['format']}",
        lock,
        lambda path: typst_job.run_typst(template, contents, path, file_format),
    )


def file_response(request, job, **options):
    """Return the file of a job, made if it is not cached; status 304 if the client has it already."""
    headers = {"ETag": f'"{job.name}"', "Cache-Control": f"public, max-age={MAX_AGE}"}
    full = HttpResponse(headers=headers)
    response = get_conditional_response(request, etag=headers["ETag"], response=full)
    if response is not full:
        return response
    try:
        file = file_cache.open_file(*job)
    except BusyError:
        return unavailable(_("Another book is being made. Try again in a moment."), RETRY_WHEN_BUSY)
    except file_cache.FailedError:
        return unavailable(_("This file could not be made. Its page has the same content."), file_cache.RETRY_AFTER)
    return FileResponse(file, headers=headers, **options)


def unavailable(reason, seconds):
    return plain_text(reason, status=503, headers={"Retry-After": str(seconds)})
