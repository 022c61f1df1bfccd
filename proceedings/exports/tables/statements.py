from django.utils.translation import gettext_lazy as _

from proceedings.citing.rights import rights_of
from proceedings.models import Statement

from .table import Column, Table, attribute


def of_speaker(name, meaning):
    return Column(lambda statement: getattr(statement.speaker, name) if statement.speaker else "", meaning)


def of_organisation(name, meaning):
    def value(statement):
        body = statement.appointment and statement.appointment.organisation
        return getattr(body, name) if body else ""

    return Column(value, meaning)


def date(statement):
    """A PartialDate, or the text of a range."""
    period = statement.date
    return period and (period.isoformat() if period.is_range else period.first)


def time(statement):
    moment = statement.delivered_at
    return moment and moment.astimezone(statement.conference.zone)


STATEMENTS = Table(
    "statements",
    Statement.objects.public().with_context().with_public_positions(),
    {
        "slug": attribute("slug", _("The last part of the address.")),
        "title": attribute("title", _("The title, in its original language.")),
        "speaker": of_speaker("name", _("The first speaker’s name; empty for narratives and if nobody is named.")),
        "speaker_slug": of_speaker("slug", _("The first speaker’s slug.")),
        "label": attribute("label", _("The first speaker as the source prints it.")),
        "capacity": Column(
            lambda statement: statement.appointment.title if statement.appointment else "",
            _("The post in which the first speaker spoke."),
        ),
        "organisation": of_organisation("name", _("The organisation of that post.")),
        "organisation_slug": of_organisation("slug", _("The organisation’s slug.")),
        "speakers": Column(
            lambda statement: [credit.name for credit in statement.credits],
            _("All speakers in order: their names, or the labels of those whom the source does not name."),
        ),
        "speaker_slugs": Column(
            lambda statement: [credit.speaker.slug if credit.speaker else "" for credit in statement.credits],
            _("The slugs of all speakers, in the same order."),
        ),
        "capacities": Column(
            lambda statement: [str(credit.appointment or "") for credit in statement.credits],
            _("The posts in which all speakers spoke, in the same order."),
        ),
        "conference": attribute("conference.title", _("The conference’s title.")),
        "conference_slug": attribute("conference.slug", _("The conference’s slug.")),
        "session": attribute("session.title", _("The session’s title.")),
        "session_slug": attribute("session.slug", _("The session’s slug, unique in the conference.")),
        "position": attribute("public_position", _("The place in the session.")),
        "date": Column(date, _("The local day, month or year, or a range such as 2021-03-26/2021-03-28 (EDTF).")),
        "time": Column(time, _("The local time with its offset from UTC; empty if unknown.")),
        "time_zone": attribute("conference.time_zone", _("The time zone of date and time (IANA).")),
        "kind": attribute("kind", _("The kind, such as address, question or narrative.")),
        "form": attribute("form", _("verbatim, reported or summary.")),
        "language": attribute("language", _("The language of the title and the text (BCP 47).")),
        "themes": Column(lambda statement: [theme.slug for theme in statement.themes.all()], _("The themes’ slugs.")),
        "theme_names": Column(
            lambda statement: [theme.name for theme in statement.themes.all()], _("The themes’ names.")
        ),
        "text": attribute("text", _("The text, as it is written.")),
        "text_format": attribute(
            "text_format",
            _("plain (paragraphs between empty lines) or markdown (CommonMark; HTML in it is text)."),
        ),
        "doi": attribute("doi", _("The DOI.")),
        "source": attribute("source", _("The source of the text.")),
        "source_url": attribute("source_url", _("The address of the source.")),
        "recording_url": attribute("recording_url", _("The address of a recording.")),
        "recording_start": attribute("recording_start", _("The start in the recording, in seconds.")),
        "recording_end": attribute("recording_end", _("The end in the recording, in seconds.")),
        "published_at": attribute("published_at", _("The time of publication.")),
        "rights": Column(
            rights_of, _("The licence (SPDX) or the address of the terms: its own, the conference’s or the site’s.")
        ),
        "recording_timestamps": attribute(
            "recording_timestamps",
            _("In each line, a time in the recording and the first words of the text from there."),
        ),
    },
)
