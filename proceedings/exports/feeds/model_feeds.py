"""Feeds of the site, and of single conferences, speakers and themes."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from proceedings.models import Conference, Speaker, Statement, Theme
from proceedings.models.reads.present_profile import site_profile
from proceedings.text import xml_text

from .statement_feed import StatementFeed


class SiteFeed(StatementFeed):
    def title(self):
        return _("%(site)s: all statements") % {"site": xml_text(str(site_profile()))}

    def link(self):
        return reverse("home")

    def feed_url(self):
        return reverse("feed")

    def statements(self, _row):
        return Statement.objects.public()


class ModelFeed(StatementFeed):
    """The statements that a QuerySet method finds for a public row."""

    def __init__(self, model, method):
        super().__init__()
        self.model = model
        self.method = method

    def get_object(self, request, slug):
        return get_object_or_404(self.model.objects.public(), slug=slug)

    def title(self, row):
        return _("%(site)s: %(title)s") % {"site": xml_text(str(site_profile())), "title": xml_text(str(row))}

    def link(self, row):
        return row.get_absolute_url()

    def feed_url(self, row):
        return f"{row.get_absolute_url()}feed.atom"

    def statements(self, row):
        return getattr(Statement.objects.public(), self.method)(row)


class ThemeFeed(ModelFeed):
    def statements(self, theme):
        number = Theme.objects.with_statement_counts().get(pk=theme.pk).statement_count
        return Statement.objects.public().about(theme, number=number)


conference = ModelFeed(Conference, "at")
speaker = ModelFeed(Speaker, "by")
theme = ThemeFeed(Theme, "about")
