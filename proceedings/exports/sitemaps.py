"""Every public page, for search engines (https://www.sitemaps.org/protocol.html), and what they need not look at."""

from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import EmptyPage, Page, PageNotAnInteger, Paginator
from django.db.models import DateTimeField, F, Max, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from proceedings.models import Conference, Organisation, Speaker, Statement, Theme

LISTS = ("home", "about", "conferences", "speakers", "organisations", "themes", "statements")


class Parts(Paginator):
    """Parts by ranges of primary keys: the last of a million costs what the first does, and no row changes its part."""

    def page(self, number):
        first = self.first_key(number)
        rows = list(self.object_list.filter(pk__gte=first, pk__lt=first + self.per_page))
        if not rows:
            raise EmptyPage
        return Page(rows, number, self)

    def first_key(self, number):
        try:
            return (max(int(number), 0) - 1) * self.per_page + 1
        except ValueError as error:
            raise PageNotAnInteger from error

    def last_changes(self, column):
        """[(number, time of the last change or None)] of the parts that have a row; one query."""
        numbered = self.object_list.order_by().values(number=(F("pk") - 1) / self.per_page + 1)
        latest = Max(column) if column else Value(None, DateTimeField())
        return numbered.annotate(latest=latest).order_by("number").values_list("number", "latest").distinct()


class Lists(Sitemap):
    def items(self):
        return LISTS

    def location(self, name):
        return reverse(name)

    def parts(self):
        return [(1, None)]


class Pages(Sitemap):
    """The pages of a noun; `changed` is the column that keeps when they last changed, where one does."""

    changed = None

    def __init__(self, model):
        self.model = model

    def items(self):
        return self.model.objects.public().order_by("pk").only("slug")

    @property
    def paginator(self):
        return Parts(self.items(), self.limit)

    def lastmod(self, row):
        return self.changed and getattr(row, self.changed)

    def parts(self):
        return self.paginator.last_changes(self.changed)


class StatementPages(Pages):
    changed = "modified_at"

    def items(self):
        return super().items().only("slug", "modified_at")


class ConferencePages(Pages):
    changed = "changed_at"

    def items(self):
        """With `changed_at`, when the conference or anything that was said there last changed."""
        said = Statement.objects.ever_public().filter(session__conference=OuterRef("pk")).order_by()
        latest = said.values("session__conference").annotate(latest=Max("modified_at")).values("latest")
        changed_at = Greatest("modified_at", Coalesce(Subquery(latest), "modified_at"))
        return super().items().annotate(changed_at=changed_at)


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
    """The sections, each in parts of at most 50,000 addresses, which one file may have."""
    parts = [
        views.SitemapIndexItem(request.build_absolute_uri(part_address(name, number)), latest)
        for name, pages in SECTIONS.items()
        for number, latest in pages.parts()
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": parts}, content_type="application/xml")


def part_address(section, number):
    address = reverse("sitemap-section", args=[section])
    return address if number == 1 else f"{address}?p={number}"


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
    site = f"{request.scheme}://{request.get_host()}"
    return render(request, "robots.txt", {"site": site}, content_type="text/plain; charset=utf-8")
