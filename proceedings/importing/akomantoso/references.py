"""The persons, roles, organisations and concepts that a debate refers to, by their ids."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from proceedings.akomantoso.vocabulary import own

from .to_markdown import plain_text

LONGEST = 300
# The address of one of our own pages identifies a row.
PAGE = {
    "speakers": re.compile(r"/speakers/([a-z0-9-]+)/\Z"),
    "organisations": re.compile(r"/organisations/([a-z0-9-]+)/\Z"),
    "themes": re.compile(r"/themes/([a-z0-9-]+)/\Z"),
}
# The characters between a name and the words in a transcript.
AFTER_A_NAME = " .,:;-–—‐"
# The end of a name in <from>: a capacity in brackets, or words that follow.
END_OF_A_NAME = re.compile(r"\s*(?:[(（:：]|\.\s*[-–—]).*", re.DOTALL)
# A longer text in <from> is not a name, but words.
LONGEST_NAME = 100


@dataclass
class Entity:
    """A person, a theme or the like: its name, and its slug if the reference has an address of ours.

    `element` is None for a name without a reference.
    """

    name: str
    slug: str = ""
    element: object = None

    def has_name(self, text):
        return normalize("NFC", text.strip(AFTER_A_NAME)).casefold() == self.name.casefold()


class References:
    def __init__(self, debate):
        self.by_id = {}
        self.notes = {}
        for element in debate.iterfind("meta/references/*"):
            if identifier := identifier_of(element):
                self.by_id.setdefault(identifier, element)
        for note in debate.iterfind("meta/notes/note"):
            self.notes[identifier_of(note)] = note

    def entities(self, tag):
        """The Entity of each reference with this tag that has a name."""
        page = {"TLCPerson": "speakers", "TLCOrganization": "organisations", "TLCConcept": "themes"}[tag]
        entities = [entity_of(element, page) for element in self.by_id.values() if element.tag == tag]
        return [entity for entity in entities if entity.name]

    def target(self, reference):
        return self.by_id.get(reference.strip().removeprefix("#").strip())

    def person(self, speech, group):
        """The speaker: from the attribute `by` of the speech or its group, or from <from>; None if there is none."""
        reference = speech.get("by") or (group is not None and group.get("by")) or ""
        speaking = speech.find("from")
        inside = speaking.find(".//person") if speaking is not None else None
        if not reference.strip() and inside is not None:
            reference = inside.get("refersTo", "")
        element = self.target(reference)
        if element is not None and (entity := entity_of(element, "speakers")).name:
            return entity
        name_element = inside if inside is not None else speaking
        name = cleaned(END_OF_A_NAME.sub("", plain_text(name_element))) if name_element is not None else ""
        if not name or len(name) > LONGEST_NAME:
            name = last_part(reference)
        return Entity(name) if name else None

    def role(self, speech, group):
        """The speaker's role, with the slug of the appointment in a file of our own; None if there is none."""
        reference = speech.get("as") or (group is not None and group.get("as")) or ""
        if not reference and (inside := speech.find("from//role")) is not None:
            reference = inside.get("refersTo", "")
        if not reference.strip():
            return None
        element = self.target(reference)
        if element is not None and (name := cleaned(element.get("showAs", ""))):
            return Entity(name, element.get(own("slug"), ""), element)
        name = last_part(reference)
        return Entity(name) if name else None

    def themes(self, element):
        """The concepts that an element refers to."""
        targets = map(self.target, element.get("refersTo", "").split())
        concepts = [target for target in targets if target is not None and target.tag == "TLCConcept"]
        themes = [entity_of(concept, "themes") for concept in concepts]
        return [theme for theme in themes if theme.name]


def identifier_of(element):
    # "id" is what the drafts called it.
    return (element.get("eId") or element.get("id") or "").strip()


def entity_of(element, page):
    match = PAGE[page].search(element.get("href", ""))
    return Entity(cleaned(element.get("showAs", "")), match[1] if match else "", element)


def cleaned(name):
    return normalize("NFC", " ".join(name.split()).strip(AFTER_A_NAME))[:LONGEST]


def last_part(reference):
    """The name in a reference without a target: 唐鳳 in "#唐鳳"."""
    return cleaned(reference.strip().removeprefix("#").rstrip("/").rpartition("/")[2])
