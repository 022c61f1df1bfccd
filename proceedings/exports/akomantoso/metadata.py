"""The elements of `meta`: identification, publication, corrections, references."""

from django.db.models import Q

from proceedings.akomantoso.vocabulary import OWN, POINTERS, UNNAMED, own
from proceedings.models import (
    Appointment,
    Correction,
    CoSpeaker,
    Organisation,
    OrganisationIdentifier,
    OrganisationName,
    OtherName,
    Speaker,
    SpeakerIdentifier,
    Statement,
    Theme,
    Translation,
)
from proceedings.models.reads.present_profile import site_profile
from proceedings.text import xml_text

from .elements import NSMAP, add_own, element, etree

# The standard requires a country; ISO 3166 reserves this code for private use.
NO_COUNTRY = "xx"
SOURCE = "#proceedings"
# Rows per query.
CHUNK = 500


def identification(conference):
    """The three levels of FRBR. A conference whose first day is not known is dated by its publication."""
    is_known = conference.starts_on and conference.starts_on.is_day
    day = (conference.starts_on if is_known else conference.published_at.date()).isoformat()
    name = "debate" if is_known else "publication"
    work = f"/akn/{NO_COUNTRY}/debate/{day}/{conference.slug}"
    expression = f"{work}/{conference.language}@"
    return element(
        "identification",
        "",
        element("FRBRWork", "", *core(f"{work}/!main", work, day, name), element("FRBRcountry", value=NO_COUNTRY)),
        element(
            "FRBRExpression",
            "",
            *core(f"{expression}/!main", expression, day, name),
            element("FRBRlanguage", language=conference.language),
        ),
        element(
            "FRBRManifestation",
            "",
            *core(f"{expression}/!main.xml", f"{expression}.akn", conference.published_at.date(), "publication"),
        ),
        source=SOURCE,
    )


def core(this, uri, day, name):
    return [
        element("FRBRthis", value=this),
        element("FRBRuri", value=uri),
        element("FRBRdate", date=day, name=name),
        element("FRBRauthor", href=SOURCE),
    ]


def publication(conference):
    day = conference.published_at.date()
    return element("publication", date=day, name="proceedings", showAs=conference.title)


def corrections(statements):
    rows = Correction.objects.filter(statement__in=statements).select_related("statement").order_by("made_on", "pk")
    for row in rows.iterator(CHUNK):
        event = element("eventRef", date=row.made_on, source=f"#statement__{row.statement.slug}", type="amendment")
        yield add_own(event, row, "correction", statement=row.statement.slug)


class References:
    """The rows that the public statements of a conference refer to, and its organisers."""

    def __init__(self, conference, site):
        self.conference, self.site = conference, site
        self.statements = Statement.objects.public().at(conference).order_by()
        self.organisers = conference.organisers.select_related("organisation")
        self.further = CoSpeaker.objects.order_by().filter(statement__in=self.statements.values("pk"))
        posts = self.statements.values("appointment").union(self.further.values("appointment"), all=True)
        self.posts = Appointment.objects.filter(pk__in=posts)
        self.speakers = Speaker.objects.of_statements(self.statements)
        related = Q(pk__in=self.organisers.values("organisation")) | Q(pk__in=self.posts.values("organisation"))
        self.organisations = Organisation.objects.filter(related)
        tagged = Theme.objects.filter(pk__in=self.statements.values("themes"))
        self.themes = Theme.objects.filter(pk__in=Theme.objects.reached_from(tagged, step="parent_id", by="id"))

    def standard_elements(self):
        yield element("TLCOrganization", eId="proceedings", href=self.site, showAs=xml_text(str(site_profile())))
        if self.statements.filter(speaker=None).exclude(label="").exists():
            yield element("TLCReference", eId=UNNAMED, name="speaker", href=self.site, showAs="Unnamed speaker")
        for row in self.organisations.order_by("slug").iterator(CHUNK):
            yield add_own(self.row_element("TLCOrganization", "organisation", row), row, "organisation")
        for row in self.speakers.order_by("slug").iterator(CHUNK):
            yield add_own(self.row_element("TLCPerson", "speaker", row), row, "speaker", country=row.country.code or "")
        posts = self.posts.select_related("speaker", "organisation").order_by("speaker__slug", "slug")
        for row in posts.iterator(CHUNK):
            organisation = row.organisation and row.organisation.slug
            role = element("TLCRole", eId=post_id(row), href=self.address(row.speaker), showAs=row.title)
            yield add_own(role, row, "appointment", speaker=row.speaker.slug, organisation=organisation)
        for row in self.themes.select_related("parent").order_by("slug").iterator(CHUNK):
            theme = self.row_element("TLCConcept", "theme", row)
            yield add_own(theme, row, "theme", parent=row.parent and row.parent.slug)

    def own_elements(self):
        """Fields for which the standard has no place; translations, for which it requires separate documents."""
        conference = self.conference
        yield add_own(own_element("conference"), conference, "conference", published_at=conference.published_at)
        for row in self.organisers.order_by("position", "pk"):
            yield add_own(own_element("organiser"), row, "organiser", organisation=row.organisation.slug)
        names = OtherName.objects.filter(speaker__in=self.speakers).select_related("speaker").order_by("pk")
        for row in names.iterator(CHUNK):
            yield add_own(own_element("othername"), row, "othername", speaker=row.speaker.slug)
        identifiers = SpeakerIdentifier.objects.filter(speaker__in=self.speakers).select_related("speaker")
        for row in identifiers.order_by("scheme", "value").iterator(CHUNK):
            yield add_own(own_element("speakeridentifier"), row, "speakeridentifier", speaker=row.speaker.slug)
        names = OrganisationName.objects.filter(organisation__in=self.organisations).select_related("organisation")
        for row in names.order_by("pk").iterator(CHUNK):
            yield add_own(own_element("organisationname"), row, "organisationname", organisation=row.organisation.slug)
        identifiers = OrganisationIdentifier.objects.filter(organisation__in=self.organisations)
        for row in identifiers.select_related("organisation").order_by("scheme", "value").iterator(CHUNK):
            pointer = {"organisation": row.organisation.slug}
            yield add_own(own_element("organisationidentifier"), row, "organisationidentifier", **pointer)
        further = self.further.select_related("statement", "speaker", "appointment")
        for row in further.order_by("statement__slug", "position").iterator(CHUNK):
            names = {name: getattr(row, name) for name in POINTERS["cospeaker"]}
            slugs = {name: pointed and pointed.slug for name, pointed in names.items()}
            yield add_own(own_element("cospeaker"), row, "cospeaker", **slugs)
        translations = Translation.objects.filter(statement__in=self.statements).select_related("statement")
        for row in translations.order_by("statement__slug", "language").iterator(CHUNK):
            target = add_own(own_element("translation"), row, "translation", statement=row.statement.slug)
            target.text = xml_text(row.text)
            yield target

    def row_element(self, name, model, row):
        return element(name, eId=f"{model}__{row.slug}", href=self.address(row), showAs=row.name)

    def address(self, row):
        return f"{self.site}{row.get_absolute_url()}"


def own_element(name):
    return etree.Element(own(name), nsmap={"record": OWN, **NSMAP})


def post_id(post):
    return f"appointment__{post.speaker.slug}__{post.slug}"
