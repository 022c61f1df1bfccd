from django.utils.translation import gettext_lazy as _

from proceedings.models import Statement

from .table import Column, Table, attribute


def of_speaker(name, meaning):
    return Column(lambda statement: getattr(statement.speaker, name) if statement.speaker else "", meaning)


def of_organisation(name, meaning):
    def value(statement):
        body = statement.appointment and statement.appointment.organisation
        return getattr(body, name) if body else ""

    return Column(value, meaning)


def time(statement):
    moment = statement.delivered_at
    return moment and moment.astimezone(statement.conference.zone)


STATEMENTS = Table(
    "statements",
    Statement.objects.public().with_context(),
    {
        "slug": attribute("slug", _("Its key: the last part of the address.")),
        "title": attribute("title", _("Its title, in its language.")),
        "speaker": of_speaker("name", _("Who spoke; empty for what the record itself tells.")),
        "speaker_slug": of_speaker("slug", _("The speaker’s key.")),
        "capacity": Column(
            lambda statement: statement.appointment.title if statement.appointment else "",
            _("The post in which they spoke."),
        ),
        "organisation": of_organisation("name", _("The organisation of that post.")),
        "organisation_slug": of_organisation("slug", _("The organisation’s key.")),
        "conference": Column(lambda statement: statement.conference.title, _("The conference’s title.")),
        "conference_slug": Column(lambda statement: statement.conference.slug, _("The conference’s key.")),
        "session": Column(lambda statement: statement.session.title, _("The session’s title.")),
        "session_slug": Column(lambda statement: statement.session.slug, _("The session’s key in the conference.")),
        "position": attribute("position", _("Its place in the session.")),
        "date": attribute("date", _("The day where it was said, as exactly as it is known.")),
        "time": Column(time, _("When it was said, with the offset from UTC there; empty when it is not known.")),
        "time_zone": Column(lambda statement: statement.conference.time_zone, _("The zone of date and time (IANA).")),
        "kind": attribute("kind", _("Such as address, question or narrative.")),
        "form": attribute("form", _("verbatim, reported or summary.")),
        "language": attribute("language", _("The language of title and text (BCP 47).")),
        "themes": Column(lambda statement: [theme.slug for theme in statement.themes.all()], _("The themes’ keys.")),
        "theme_names": Column(
            lambda statement: [theme.name for theme in statement.themes.all()], _("The themes’ names.")
        ),
        "text": attribute("text", _("What was said, in Markdown (CommonMark; HTML in it is text).")),
        "doi": attribute("doi", _("Its DOI.")),
        "source": attribute("source", _("What the text was taken from.")),
        "source_url": attribute("source_url", _("The address of the source.")),
        "recording_url": attribute("recording_url", _("The address of a recording.")),
        "recording_start": attribute("recording_start", _("Where it begins in the recording, in seconds.")),
        "published_at": attribute("published_at", _("When it came on the record.")),
        "rights": Column(
            lambda statement: statement.conference.rights, _("The conference’s licence (SPDX) or the address of terms.")
        ),
    },
)
