"""Rows in the vocabulary of schema.org, for JSON-LD: Quotation, ProfilePage, ConferenceEvent and others."""

from functools import singledispatch

from django.urls import reverse
from django.utils.translation import gettext as _

from proceedings import markup
from proceedings.models import Conference, Form, Format, Organisation, Speaker, Statement, Theme
from proceedings.models.reads.present_profile import site_profile

from .dates import common_date
from .names import family_with_particle, given_with_particle, name_variable
from .rights import licence_url

ATTENDANCE = {
    Format.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Format.ONLINE: "https://schema.org/OnlineEventAttendanceMode",
    Format.HYBRID: "https://schema.org/MixedEventAttendanceMode",
}
LENGTH = 420


@singledispatch
def graph(row, site: str, *more) -> list[dict]:
    """The description of a row and its breadcrumbs; `site` is the scheme and host. Reads what its page has fetched."""
    raise TypeError(row)


@graph.register
def statement_graph(statement: Statement, site: str) -> list[dict]:
    conference = statement.conference
    spoken = statement.credits
    quotation = {
        # A narrative has no speaker.
        "@type": "Quotation" if spoken else "CreativeWork",
        "@id": f"{site}{statement.get_absolute_url()}",
        "url": f"{site}{statement.get_absolute_url()}",
        "name": statement.title,
        "description": markup.excerpt(statement.text, LENGTH, statement.text_format),
        "inLanguage": known_language(statement.language),
        "datePublished": statement.published_at.isoformat(),
        "dateCreated": common_date(statement.date),
        "spokenByCharacter": one_or_many([spoken_by(credit, site, capacity(credit, site)) for credit in spoken]),
        # A report or a summary is not the speaker's own work.
        "creator": one_or_many([spoken_by(credit, site) for credit in spoken])
        if statement.form == Form.VERBATIM
        else None,
        "isBasedOn": statement.source_url or statement.recording_url,
        "about": [named("DefinedTerm", theme, site) for theme in statement.themes.all()],
        "recordedAt": event(conference, site),
        "license": licence_url(statement),
        "publisher": publisher(site),
        "sameAs": statement.doi and f"https://doi.org/{statement.doi}",
    }
    session = f"{site}{statement.session.get_absolute_url()}"
    trail = [
        (_("Conferences"), f"{site}{reverse('conferences')}"),
        (conference.title, f"{site}{conference.get_absolute_url()}"),
        (statement.session.title, session),
        (statement.title, quotation["url"]),
    ]
    return [without_empty(quotation), breadcrumbs(trail)]


def spoken_by(credit, site, more=()):
    """A speaker as a Person; if the source names nobody, only the label as a text, so that no person is invented."""
    return named("Person", credit.speaker, site) | dict(more) if credit.speaker else credit.label


def one_or_many(values):
    return values[0] if len(values) == 1 else values


@graph.register
def conference_graph(conference: Conference, site: str, sessions=()) -> list[dict]:
    url = f"{site}{conference.get_absolute_url()}"
    location = [{"@type": "Place", "name": conference.place, "address": conference.place}] if conference.place else []
    if conference.format != Format.IN_PERSON:
        location.append({"@type": "VirtualLocation", "url": conference.source_url or url})
    description = event(conference, site) | {
        "alternateName": conference.acronym,
        "description": markup.excerpt(conference.summary, LENGTH),
        "eventAttendanceMode": ATTENDANCE[conference.format],
        "location": location,
        "organizer": [named("Organization", row.organisation, site) for row in conference.organisers.all()],
        "inLanguage": known_language(conference.language),
        "sameAs": conference.doi and f"https://doi.org/{conference.doi}",
        "subEvent": [
            without_empty(
                {
                    "@type": "Event",
                    "name": session.title,
                    "url": f"{site}{session.get_absolute_url()}",
                    "startDate": local(session.starts_at, conference) or common_date(conference.period),
                    "endDate": local(session.ends_at, conference),
                    "location": location,
                }
            )
            for session in sessions
        ],
    }
    return [
        without_empty(description),
        breadcrumbs([(_("Conferences"), f"{site}{reverse('conferences')}"), (conference.title, url)]),
    ]


@graph.register
def speaker_graph(speaker: Speaker, site: str) -> list[dict]:
    url = f"{site}{speaker.get_absolute_url()}"
    posts = speaker.appointments.all()
    bodies = dict.fromkeys(post.organisation for post in posts if post.organisation)
    identifiers = [
        speaker.orcid and f"https://orcid.org/{speaker.orcid}",
        speaker.wikidata and f"https://www.wikidata.org/entity/{speaker.wikidata}",
        speaker.website,
    ]
    person = named("Person", speaker, site) | {
        **name_parts(speaker),
        "honorificPrefix": speaker.honorific,
        "alternateName": list(dict.fromkeys(other.name for other in speaker.other_names.all())),
        "description": markup.excerpt(speaker.biography, LENGTH),
        "jobTitle": list(dict.fromkeys(post.title for post in posts)),
        "affiliation": [named("Organization", body, site) for body in bodies],
        "hasOccupation": [occupation(post) for post in posts],
        "sameAs": [identifier for identifier in identifiers if identifier],
        "identifier": property_values(speaker),
        "image": portrait(speaker, site),
    }
    profile = {"@type": "ProfilePage", "url": url, "name": speaker.name, "mainEntity": without_empty(person)}
    return [profile, breadcrumbs([(_("Speakers"), f"{site}{reverse('speakers')}"), (speaker.name, url)])]


def name_parts(speaker):
    """The parts of a speaker's name, without those that are unknown."""
    name = name_variable(speaker)
    if "literal" in name:
        return {}
    return without_empty(
        {
            "familyName": family_with_particle(name),
            "givenName": given_with_particle(name),
            "honorificSuffix": name.get("suffix"),
        }
    )


def property_values(row):
    """The row's identifiers in other registries."""
    return [
        {"@type": "PropertyValue", "propertyID": identifier.scheme, "value": identifier.value}
        for identifier in row.identifiers.all()
    ]


def portrait(speaker, site):
    if not speaker.portrait:
        return {}
    url = f"{site}{reverse('speaker-portrait', args=[speaker.slug])}"
    width, height = speaker.picture_size
    picture = {"@type": "ImageObject", "contentUrl": url, "width": width, "height": height}
    return without_empty(picture | {"creditText": speaker.portrait_credit})


@graph.register
def organisation_graph(organisation: Organisation, site: str) -> list[dict]:
    url = f"{site}{organisation.get_absolute_url()}"
    identifiers = [
        organisation.ror and f"https://ror.org/{organisation.ror}",
        organisation.wikidata and f"https://www.wikidata.org/entity/{organisation.wikidata}",
        organisation.website,
    ]
    body = named("Organization", organisation, site) | {
        "alternateName": [organisation.acronym] * bool(organisation.acronym)
        + list(dict.fromkeys(other.name for other in organisation.other_names.all())),
        "sameAs": [identifier for identifier in identifiers if identifier],
        "identifier": property_values(organisation),
    }
    trail = [(_("Organisations"), f"{site}{reverse('organisations')}"), (organisation.name, url)]
    return [without_empty(body), breadcrumbs(trail)]


@graph.register
def theme_graph(theme: Theme, site: str, path=()) -> list[dict]:
    term = named("DefinedTerm", theme, site) | {
        "description": markup.excerpt(theme.description, LENGTH),
        "sameAs": theme.same_as,
    }
    trail = [(above.name, f"{site}{above.get_absolute_url()}") for above in [*path, theme]]
    return [without_empty(term), breadcrumbs([(_("Themes"), f"{site}{reverse('themes')}"), *trail])]


def named(kind, row, site):
    url = f"{site}{row.get_absolute_url()}"
    return {"@type": kind, "@id": url, "name": row.name, "url": url}


def event(conference, site):
    url = f"{site}{conference.get_absolute_url()}"
    description = {"@type": "ConferenceEvent", "@id": url, "name": conference.title, "url": url}
    days = {"startDate": conference.starts_on, "endDate": conference.ends_on}
    return without_empty(description | {name: day and day.isoformat() for name, day in days.items()})


def capacity(credit, site):
    """The speaker's post, as properties of a Person."""
    post = credit.appointment
    if post is None:
        return {}
    affiliation = {"affiliation": named("Organization", post.organisation, site)} if post.organisation else {}
    return {"jobTitle": post.title} | affiliation


def occupation(post):
    """A post with its first and last day, as a Role of schema.org."""
    role = {"@type": "Role", "hasOccupation": {"@type": "Occupation", "name": str(post)}}
    days = {"startDate": post.starts_on, "endDate": post.ends_on}
    return role | {name: day.isoformat() for name, day in days.items() if day}


def publisher(site):
    """The publisher of the site as an Organization; empty if none is named."""
    profile = site_profile()
    if not profile.publisher:
        return {}
    logo = f"{site}{reverse('logo')}" if profile.logo else ""
    organisation = {"@type": "Organization", "name": profile.publisher, "url": profile.publisher_url, "logo": logo}
    return without_empty(organisation)


def known_language(tag):
    return "" if tag == "und" else tag


def local(moment, conference):
    return moment.astimezone(conference.zone).isoformat() if moment else None


def breadcrumbs(trail):
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": url}
        for number, (name, url) in enumerate(trail, start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def without_empty(properties):
    return {name: value for name, value in properties.items() if value}
