"""Every public page, for search engines (https://www.sitemaps.org/protocol.html), and what they need not look at."""

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme
from proceedings.responses import site_url

LISTS = ("home", "about", "accessibility", "conferences", "speakers", "organisations", "themes", "statements")


class Lists(Sitemap):
    def items(self):
        return LISTS

    def location(self, name):
        return reverse(name)


class Pages(Sitemap):
    """The pages of a noun; when they last changed is told only of nouns that keep it."""

    # A tenth of what one file may have takes a second.
    limit = 5_000

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.public().order_by("pk").only("slug")

    def get_latest_lastmod(self):
        return None


class StatementPages(Pages):
    def items(self):
        return super().items().only("slug", "modified_at")

    def lastmod(self, statement):
        return statement.modified_at

    def get_latest_lastmod(self):
        return self.items().aggregate(latest=Max("modified_at"))["latest"]


class ConferencePages(Pages):
    def items(self):
        """With `changed_at`, when the conference or anything that was said there last changed."""
        said = Statement.objects.ever_public().filter(session__conference=OuterRef("pk")).order_by()
        latest = said.values("session__conference").annotate(latest=Max("modified_at")).values("latest")
        changed_at = Greatest("modified_at", Coalesce(Subquery(latest), "modified_at"))
        return super().items().annotate(changed_at=changed_at)

    def lastmod(self, conference):
        return conference.changed_at

    def get_latest_lastmod(self):
        return self.items().aggregate(latest=Max("changed_at"))["latest"]


SECTIONS = {
    "lists": Lists(),
    "conferences": ConferencePages(Conference),
    "speakers": Pages(Speaker),
    "organisations": Pages(Organisation),
    "themes": Pages(Theme),
    "statements": StatementPages(Statement),
}


@require_safe
def index(request):
    """The sections, each in parts."""
    return without_date(views.index(request, SECTIONS, sitemap_url_name="sitemap-section"))


@require_safe
def section(request, section):
    return without_date(views.sitemap(request, SECTIONS, section))


def without_date(response):
    """Django's date is that of the latest page that is left: when one is withdrawn, it says that nothing changed."""
    del response["Last-Modified"]
    return response


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def robots(request):
    """Where the pages are, and that the desk and answers to questions are none (RFC 9309)."""
    site = site_url(request)
    return render(request, "robots.txt", {"site": site}, content_type="text/plain; charset=utf-8")
