"""The feeds of the site and of single conferences, speakers and themes."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from proceedings.models import Conference, Speaker, Statement, Theme
from proceedings.text import xml_text

from .statements import StatementFeed


class SiteFeed(StatementFeed):
    def title(self):
        return _("Proceedings: all statements")

    def link(self):
        return reverse("home")

    def feed_url(self):
        return reverse("feed")

    def statements(self, _asked):
        return Statement.objects.public()


class NounFeed(StatementFeed):
    """The statements that a word of their QuerySet finds for one public row."""

    def __init__(self, model, asks):
        super().__init__()
        self.model = model
        self.asks = asks

    def get_object(self, request, slug):
        return get_object_or_404(self.model.objects.public(), slug=slug)

    def title(self, row):
        return _("Proceedings: %(question)s") % {"question": xml_text(str(row))}

    def link(self, row):
        return row.get_absolute_url()

    def feed_url(self, row):
        return f"{row.get_absolute_url()}feed.atom"

    def statements(self, row):
        return getattr(Statement.objects.public(), self.asks)(row)


conference = NounFeed(Conference, "at")
speaker = NounFeed(Speaker, "by")
theme = NounFeed(Theme, "about")
