"""Akoma Ntoso's words, and our own for what it has no word for; whoever writes the files reads them here too.

The standard is OASIS LegalDocML 1.0, Akoma Ntoso 3.0, part 2. Any element of it takes attributes of another namespace,
and `proprietary` takes elements.
"""

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# The standard's drafts (…/3.0/WD17, …/3.0/CSD13) and what was before it, in the words of which we make no difference.
NAMESPACES = (AKN, "http://www.akomantoso.org/")
# A name, not an address: nothing is fetched from it.
OWN = "urn:proceedings:record:1"
XML = "http://www.w3.org/XML/1998/namespace"
MEDIA_TYPE = "application/akn+xml"

# Sections by their own names; each may hold others and what is said.
SECTIONS = {
    *("debateSection", "administrationOfOath", "rollCall", "prayers", "oralStatements", "writtenStatements"),
    *("personalStatements", "ministerialStatements", "resolutions", "nationalInterest", "declarationOfVote"),
    *("communication", "petitions", "papers", "noticesOfMotion", "questions", "address", "proceduralMotions"),
    *("pointOfOrder", "adjournment"),
}
# What somebody says, and the kind of statement that it is.
SPEECHES = {"speech": "remarks", "question": "question", "answer": "answer"}
# What the record tells.
TOLD = {"scene", "narrative", "summary", "other"}
HEADINGS = ("num", "heading", "subheading")

# What each noun has that no element or attribute of the standard's carries: attributes of our own, named as the field.
# One that is not there is empty.
FIELDS = {
    "conference": (
        *("slug", "title", "acronym", "format", "starts_on", "ends_on", "time_zone", "place", "language", "rights"),
        *("doi", "source", "source_url"),
    ),
    "organiser": ("role", "position"),
    "session": ("slug", "starts_at", "ends_at", "summary"),
    "speaker": ("sort_name", "honorific", "biography", "country", "orcid", "wikidata", "website"),
    "othername": ("name", "language"),
    "appointment": ("slug", "starts_on", "ends_on"),
    "organisation": ("acronym", "country", "website", "ror", "wikidata"),
    "organisationname": ("name", "language"),
    "theme": ("description", "same_as"),
    "statement": ("slug", "kind", "form", "doi", "source", "source_url", "recording_url", "recording_start"),
    "translation": ("language", "kind", "translator", "title"),
    "correction": ("note",),
}
# The rows, all with slugs, that such a row belongs to or hangs below.
POINTERS = {
    "organiser": ("organisation",),
    "othername": ("speaker",),
    "appointment": ("speaker", "organisation"),
    "organisationname": ("organisation",),
    "theme": ("parent",),
    "translation": ("statement",),
    "correction": ("statement",),
}
# The references that are rows with a slug and a name; an appointment is a TLCRole.
REFERRED = {"organisation": "TLCOrganization", "speaker": "TLCPerson", "theme": "TLCConcept"}
# What no reference is for: elements of our own, in `proprietary`.
APART = ("organiser", "othername", "organisationname", "translation")


def own(name):
    return f"{{{OWN}}}{name}"
