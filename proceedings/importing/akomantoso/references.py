"""Whom and what a debate refers to: persons, roles, organisations and concepts by their ids."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from proceedings.akomantoso.vocabulary import own

from .to_markdown import words

LONGEST = 300
# The end of the address of one of our own pages names the row for certain.
PAGE = {
    "speakers": re.compile(r"/speakers/([a-z0-9-]+)/\Z"),
    "organisations": re.compile(r"/organisations/([a-z0-9-]+)/\Z"),
    "themes": re.compile(r"/themes/([a-z0-9-]+)/\Z"),
}
# What a transcript puts between a name and the words.
AFTER_A_NAME = " .,:;-–—‐"
# Where a name in <from> ends: before a capacity in brackets, and before words that ran into it.
END_OF_A_NAME = re.compile(r"\s*(?:[(（:：]|\.\s*[-–—]).*", re.DOTALL)
# No name is longer; what is there instead are words.
LONGEST_NAME = 100


@dataclass
class Named:
    """A person, a theme or the like: its name and, where an address tells it, its slug. `element` is None for a name
    that the file uses without a reference to it."""

    name: str
    slug: str = ""
    element: object = None

    def is_called(self, told):
        return normalize("NFC", told.strip(AFTER_A_NAME)).casefold() == self.name.casefold()


class References:
    def __init__(self, debate):
        self.by_id = {}
        self.notes = {}
        for element in debate.iterfind("meta/references/*"):
            if identifier := identifier_of(element):
                self.by_id.setdefault(identifier, element)
        for note in debate.iterfind("meta/notes/note"):
            self.notes[identifier_of(note)] = note

    def all(self, name):
        """The references of a name that show something, each as Named."""
        page = {"TLCPerson": "speakers", "TLCOrganization": "organisations", "TLCConcept": "themes"}[name]
        return [
            found for element in self.by_id.values() if element.tag == name and (found := named(element, page)).name
        ]

    def pointed_at(self, reference):
        return self.by_id.get(reference.strip().removeprefix("#").strip())

    def person(self, speech, group):
        """Who speaks: by `by`, in the group's stead, or by the words of <from>; None when nobody is named."""
        reference = speech.get("by") or (group is not None and group.get("by")) or ""
        speaking = speech.find("from")
        inside = speaking.find(".//person") if speaking is not None else None
        if not reference.strip() and inside is not None:
            reference = inside.get("refersTo", "")
        element = self.pointed_at(reference)
        if element is not None and (found := named(element, "speakers")).name:
            return found
        told = inside if inside is not None else speaking
        name = cleaned(END_OF_A_NAME.sub("", words(told))) if told is not None else ""
        if not name or len(name) > LONGEST_NAME:
            name = last_part(reference)
        return Named(name) if name else None

    def role(self, speech, group):
        """In which capacity: a name, or the element of our own that describes the appointment."""
        reference = speech.get("as") or (group is not None and group.get("as")) or ""
        if not reference and (inside := speech.find("from//role")) is not None:
            reference = inside.get("refersTo", "")
        if not reference.strip():
            return None
        element = self.pointed_at(reference)
        if element is not None and (name := cleaned(element.get("showAs", ""))):
            return Named(name, element.get(own("slug"), ""), element)
        name = last_part(reference)
        return Named(name) if name else None

    def themes(self, element):
        """The concepts that something said refers to."""
        found = map(self.pointed_at, element.get("refersTo", "").split())
        themes = [named(one, "themes") for one in found if one is not None and one.tag == "TLCConcept"]
        return [theme for theme in themes if theme.name]


def identifier_of(element):
    # "id" is what the drafts called it.
    return (element.get("eId") or element.get("id") or "").strip()


def named(element, page):
    found = PAGE[page].search(element.get("href", ""))
    return Named(cleaned(element.get("showAs", "")), found[1] if found else "", element)


def cleaned(name):
    return normalize("NFC", " ".join(name.split()).strip(AFTER_A_NAME))[:LONGEST]


def last_part(reference):
    """What a reference that leads nowhere says: "#唐鳳" is 唐鳳."""
    return cleaned(reference.strip().removeprefix("#").rstrip("/").rpartition("/")[2])
