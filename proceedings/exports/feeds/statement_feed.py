"""Atom feeds of statements, latest publication first."""

from datetime import UTC, datetime, time

from django.contrib.syndication.views import Feed
from django.db.models import Prefetch
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from proceedings import markup
from proceedings.citing.rights import stated_rights
from proceedings.models import Correction, Statement
from proceedings.models.reads.present_profile import site_profile
from proceedings.text import xml_text

# More statements than are published between two visits of a feed reader.
LENGTH = 50
SUMMARY = 420
# Characters. For a longer text, the feed has only the summary.
MAX_TEXT = 20_000
# The date of an empty feed, for which Django would take the current time.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Atom(Atom1Feed):
    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER

    def root_attributes(self):
        return super().root_attributes() | {"xml:base": self.feed["feed_url"]}

    def item_attributes(self, item):
        return {"xml:lang": item["language"]} if item["language"] else {}

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["text"]:
            handler.addQuickElement("content", item["text"], {"type": "html"})
        for name, link in item["further_authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", name)
            if link:
                handler.addQuickElement("uri", link)
            handler.endElement("author")


def author_link(credit):
    """The path of the speaker's page, or None for a speaker who is not named."""
    return credit.speaker.get_absolute_url() if credit.speaker else None


class StatementFeed(Feed):
    """Subclasses define `title`, `link` (of the page), `feed_url` and `statements`."""

    feed_type = Atom

    # The author of narratives is the publisher.
    def author_name(self):
        return xml_text(site_profile().publisher or str(site_profile()))

    def subtitle(self):
        return xml_text(site_profile().tagline) or None

    def feed_copyright(self):
        return xml_text(site_profile().licence_address) or None

    def item_copyright(self, statement):
        """The rights of the statement or its conference; those of the site are the feed's."""
        return xml_text(stated_rights(statement)) or None

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        # Django sets the time of the latest entry, which ignores later corrections and withdrawals.
        del response["Last-Modified"]
        return response

    def feed_guid(self, obj):
        return None

    def description(self, obj):
        """Return the title, the path of the page, and that of the feed."""
        return [self._get_dynamic_attr(name, obj) for name in ("title", "link", "feed_url")]

    def statements(self, obj):
        """The public statements of the feed, in any order."""
        raise NotImplementedError

    def items(self, obj):
        latest = ("-published_at", "-pk")
        # Sort keys alone: texts are too wide.
        keys = list(self.statements(obj).order_by(*latest).values_list("pk", flat=True)[:LENGTH])
        rows = Statement.objects.public().filter(pk__in=keys).order_by(*latest)
        # Unordered: corrections are ordered by their statement by default, which would join five tables.
        return rows.with_context().prefetch_related(Prefetch("corrections", Correction.objects.order_by()))

    def item_title(self, statement):
        return xml_text(statement.full_title)

    def item_description(self, statement):
        return escape(xml_text(markup.excerpt(statement.text, SUMMARY, statement.text_format)))

    def item_extra_kwargs(self, statement):
        language = "" if statement.language == "und" else statement.language
        text = xml_text(markup.html(statement.text, statement.text_format)) if len(statement.text) <= MAX_TEXT else ""
        further = [(xml_text(credit.name), author_link(credit)) for credit in statement.credits[1:]]
        return {"language": language, "text": text, "further_authors": further}

    def item_pubdate(self, statement):
        return statement.published_at

    def item_updateddate(self, statement):
        """The time of publication or of the last correction, which only has a day."""
        corrected = [datetime.combine(correction.made_on, time(), UTC) for correction in statement.corrections.all()]
        return max([statement.published_at, *corrected])

    def item_author_name(self, statement):
        return xml_text(statement.first_name) or None

    def item_author_link(self, statement):
        return author_link(statement)

    def item_categories(self, statement):
        return [xml_text(theme.name) for theme in statement.themes.all()]
