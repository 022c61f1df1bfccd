"""Sitemaps of all public pages (https://www.sitemaps.org/protocol.html), and robots.txt."""

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max, OuterRef, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from proceedings.models import Conference, Organisation, Speaker, Statement, Status, Theme
from proceedings.responses import site_url

LISTS = ("home", "about", "data", "accessibility", "conferences", "speakers", "organisations", "themes", "statements")


class Lists(Sitemap):
    def items(self):
        return LISTS

    def location(self, name):
        return reverse(name)


class Pages(Sitemap):
    """The pages of a model. Only the subclasses give times of change, because their models store them."""

    # A tenth of the protocol's limit; a file of this size takes a second.
    limit = 5_000

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.public().order_by("pk").only("slug")

    @property
    def paginator(self):
        paginator = super().paginator
        paginator.count = self.model.objects.number_public()
        return paginator

    def get_latest_lastmod(self):
        return None


class StatementPages(Pages):
    def items(self):
        return super().items().only("slug", "modified_at")

    def lastmod(self, statement):
        return statement.modified_at

    def get_latest_lastmod(self):
        return latest(self.items())


class ConferencePages(Pages):
    def items(self):
        """The conferences with `changed_at`, the last change to the conference or its statements."""
        statements = Statement.objects.ever_public().filter(session__conference=OuterRef("pk")).order_by()
        latest = statements.values("session__conference").annotate(latest=Max("modified_at")).values("latest")
        changed_at = Greatest("modified_at", Coalesce(Subquery(latest), "modified_at"))
        return super().items().annotate(changed_at=changed_at)

    def lastmod(self, conference):
        return conference.changed_at

    def get_latest_lastmod(self):
        statements = Statement.objects.ever_public().filter(session__conference__status=Status.PUBLISHED)
        return max(filter(None, [latest(statements), latest(Conference.objects.public())]), default=None)


def latest(rows):
    """Return the latest `modified_at` of the rows, or None without rows. The query uses an index."""
    return rows.order_by("-modified_at").values_list("modified_at", flat=True).first()


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
    """List the sitemaps of all sections."""
    return without_last_modified(views.index(request, SECTIONS, sitemap_url_name="sitemap-section"))


@require_safe
def section(request, section):
    return without_last_modified(views.sitemap(request, SECTIONS, section))


def without_last_modified(response):
    """Remove Last-Modified: Django takes the latest remaining page, which does not show that one was withdrawn."""
    del response["Last-Modified"]
    return response


@require_safe
@cache_control(public=True, max_age=24 * 3600)
def robots(request):
    """Point crawlers to the sitemap and away from the admin and search results (RFC 9309)."""
    site = site_url(request)
    return render(request, "robots.txt", {"site": site}, content_type="text/plain; charset=utf-8")
