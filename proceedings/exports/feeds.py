"""What is new on the record, for feed readers."""

import re
from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.http import HttpResponseBadRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from proceedings import markup
from proceedings.filters import SearchFilter
from proceedings.models import Statement

# More than a feed reader misses between two visits.
LENGTH = 50
SUMMARY = 420
# What XML cannot carry at all; a reader's words and real data have it.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# When nothing has happened yet. Django would say “now” at every visit.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Atom(Atom1Feed):
    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER


class SearchFeed(Feed):
    """A saved search: the statements that it finds, the latest on the record first."""

    feed_type = Atom

    def __call__(self, request, *args, **kwargs):
        filterset = SearchFilter(request.GET, Statement.objects.public(), request=request)
        if not filterset.form.is_valid():
            errors = [f"{name}: {error}" for name, errors in filterset.form.errors.items() for error in errors]
            return HttpResponseBadRequest("\n".join(errors), content_type="text/plain; charset=utf-8")
        return super().__call__(request, *args, filterset=filterset, **kwargs)

    def get_object(self, request, filterset):
        return filterset

    def title(self, asked):
        told = [
            str(asked.form.cleaned_data["q"]),
            *(f"{applied.label}: {applied.value}" for applied in asked.applied()),
        ]
        if words := printable(" · ".join(filter(None, told))):
            return _("Proceedings: %(question)s") % {"question": words}
        return _("Proceedings: all statements")

    def link(self, asked):
        return f"{reverse('search')}?{asked.data.urlencode()}".rstrip("?")

    def feed_url(self, asked):
        return f"{reverse('search-feed')}?{asked.data.urlencode()}".rstrip("?")

    def feed_guid(self, asked):
        return None

    def items(self, asked):
        found = asked.qs.order_by("-published_at", "-pk").with_context().prefetch_related("corrections")
        return found[:LENGTH]

    def item_title(self, statement):
        return printable(str(statement))

    def item_description(self, statement):
        return escape(printable(markup.excerpt(statement.text, SUMMARY)))

    def item_pubdate(self, statement):
        return statement.published_at

    def item_updateddate(self, statement):
        """When it came on the record, or was last corrected; a correction has only a day."""
        corrected = [datetime.combine(correction.made_on, time(), UTC) for correction in statement.corrections.all()]
        return max([statement.published_at, *corrected])

    def item_author_name(self, statement):
        return printable(statement.speaker.name) if statement.speaker else None

    def item_categories(self, statement):
        return [printable(theme.name) for theme in statement.themes.all()]


def printable(text):
    return UNPRINTABLE.sub("", text)
