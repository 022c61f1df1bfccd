"""The elements and attributes of Akoma Ntoso, and our extension for fields that it has no place for.

The standard is OASIS LegalDocML 1.0, Akoma Ntoso 3.0, part 2. It allows attributes of other namespaces on any element,
and any elements in `proprietary`.
"""

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# The drafts of the standard (…/3.0/WD17, …/3.0/CSD13) and its predecessor are read as if they were the standard.
NAMESPACES = (AKN, "http://www.akomantoso.org/")
# The namespace of our extension: a name, from which nothing is fetched.
OWN = "urn:proceedings:record:1"
XML = "http://www.w3.org/XML/1998/namespace"
MEDIA_TYPE = "application/akn+xml"

# Elements that hold statements and further sections.
SECTIONS = {
    "debateSection",
    "administrationOfOath",
    "rollCall",
    "prayers",
    "oralStatements",
    "writtenStatements",
    "personalStatements",
    "ministerialStatements",
    "resolutions",
    "nationalInterest",
    "declarationOfVote",
    "communication",
    "petitions",
    "papers",
    "noticesOfMotion",
    "questions",
    "address",
    "proceduralMotions",
    "pointOfOrder",
    "adjournment",
}
# Elements with the words of a speaker, and their kinds of statement.
SPEECHES = {"speech": "remarks", "question": "question", "answer": "answer"}
# Elements with the words of the record, which become narratives.
NARRATIVE_ELEMENTS = {"scene", "narrative", "summary", "other"}
HEADINGS = ("num", "heading", "subheading")

# The fields of each noun that the standard has no element or attribute for. They are attributes of our own, with the
# names of the fields; a missing one is empty.
FIELDS = {
    "conference": (
        "slug",
        "title",
        "acronym",
        "format",
        "starts_on",
        "ends_on",
        "time_zone",
        "place",
        "language",
        "rights",
        "doi",
        "source",
        "source_url",
    ),
    "organiser": ("role", "position"),
    "session": ("slug", "room", "starts_at", "ends_at", "summary"),
    "speaker": (
        "sort_name",
        "family_name",
        "given_name",
        "non_dropping_particle",
        "dropping_particle",
        "suffix",
        "family_name_first",
        "honorific",
        "biography",
        "country",
        "orcid",
        "wikidata",
        "website",
    ),
    "speakeridentifier": ("scheme", "value"),
    "othername": ("name", "language"),
    "appointment": ("slug", "starts_on", "ends_on"),
    "organisation": ("acronym", "country", "website", "ror", "wikidata"),
    "organisationname": ("name", "language"),
    "organisationidentifier": ("scheme", "value"),
    "theme": ("description", "same_as"),
    "statement": (
        "slug",
        "label",
        "kind",
        "form",
        "delivered_on",
        "doi",
        "source",
        "source_url",
        "rights",
        "recording_url",
        "recording_start",
        "recording_end",
        "recording_timestamps",
        "text_format",
    ),
    "cospeaker": ("position", "label"),
    "translation": ("language", "kind", "translator", "title", "text_format"),
    "correction": ("note",),
}
# The foreign keys of each noun that are attributes of our own, with the slugs of the rows.
POINTERS = {
    "organiser": ("organisation",),
    "othername": ("speaker",),
    "speakeridentifier": ("speaker",),
    "appointment": ("speaker", "organisation"),
    "organisationname": ("organisation",),
    "organisationidentifier": ("organisation",),
    "theme": ("parent",),
    "cospeaker": ("statement", "speaker", "appointment"),
    "translation": ("statement",),
    "correction": ("statement",),
}
# The nouns with a slug and a name, and the elements of `references` for them; an appointment is a TLCRole.
REFERENCE_ELEMENTS = {"organisation": "TLCOrganization", "speaker": "TLCPerson", "theme": "TLCConcept"}
# The nouns that are elements of our own in `proprietary`.
PROPRIETARY_NOUNS = (
    "organiser",
    "othername",
    "speakeridentifier",
    "organisationname",
    "organisationidentifier",
    "cospeaker",
    "translation",
)
# The standard requires a reference in each speech. Our export writes this one for a speaker who is only a label.
UNNAMED = "unnamed"


def own(name):
    """The qualified name of an element or attribute of our own."""
    return f"{{{OWN}}}{name}"
