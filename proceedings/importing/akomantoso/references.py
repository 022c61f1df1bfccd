"""The persons, roles, organisations and concepts that a debate refers to, by their ids."""

import re
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import normalize

from proceedings.akomantoso.vocabulary import own
from proceedings.text import name_text

from .identifiers import identifier
from .placeholders import is_placeholder

LONGEST = 300
# The address of one of our own pages identifies a row.
PAGE = {
    "speakers": re.compile(r"/speakers/([a-z0-9-]+)/\Z"),
    "organisations": re.compile(r"/organisations/([a-z0-9-]+)/\Z"),
    "themes": re.compile(r"/themes/([a-z0-9-]+)/\Z"),
}
# The characters between a name and the words in a transcript.
AFTER_A_NAME = " .,:;-–—‐"
# References to the outcome of a vote, such as /voting/agreed, are no themes.
VOTING = re.compile(r"/(?:voting|votes?|vote-?outcomes?|outcomes?|decisions?|divisions?)(?:/|\Z)", re.IGNORECASE)


class Reference:
    """A copy of an element's tag, line and attributes, which can be pickled, unlike an element of a tree."""

    def __init__(self, element):
        self.tag, self.sourceline, self.attributes = element.tag, element.sourceline, dict(element.attrib)

    def get(self, name, default=None):
        return self.attributes.get(name, default)


@dataclass
class Entity:
    """A person, organisation or theme: its name, and its slug if the reference has an address of our site.

    `identifier` is its `href` if that has a meaning outside the file.
    """

    name: str
    slug: str = ""
    element: object = None
    identifier: str = ""

    @property
    def href(self):
        return self.element.get("href", "").strip()


class Speaking(NamedTuple):
    """The persons who speak, in order, and the speaker as printed; both are empty if the file names nobody."""

    persons: list[Entity]
    label: str


class References:
    def __init__(self, debate):
        self.by_id, self.notes = {}, {}
        for element in debate.iterfind("meta/references/*"):
            if key := identifier_of(element):
                self.by_id.setdefault(key, Reference(element))
        for note in debate.iterfind("meta/notes/note"):
            self.notes[identifier_of(note)] = note
        self.outcomes = outcomes(debate)

    def entities(self, tag):
        """The Entity of each reference with this tag that has a name."""
        page = {"TLCPerson": "speakers", "TLCOrganization": "organisations", "TLCConcept": "themes"}[tag]
        entities = [entity_of(element, page) for element in self.by_id.values() if element.tag == tag]
        return [entity for entity in entities if entity.name]

    def persons(self):
        """The Entity of each person, without placeholders."""
        return [entity for entity in self.entities("TLCPerson") if not is_placeholder(entity)]

    def organisations(self, references):
        """The Entity of each organisation whose id or `href` is among the references, once."""
        wanted = {reference.strip() for reference in references} - {""}
        return [
            entity
            for entity in self.entities("TLCOrganization")
            if entity.href in wanted or f"#{identifier_of(entity.element)}" in wanted
        ]

    def target(self, reference):
        return self.by_id.get(reference.strip().removeprefix("#").strip())

    def speaking(self, speech, group):
        """The Speaking of a speech: from `by` of the speech or its group, and from <from>.

        Only a reference identifies a person. A name that is only printed is a label: several persons can have it.
        """
        reference, printed = given(speech, group, "by"), speech.find("from")
        persons = self.persons_of(reference)
        if not persons and printed is not None and (inside := printed.find(".//person")) is not None:
            persons = self.persons_of(inside.get("refersTo", ""))
        label = "" if printed is None else label_of(printed)
        if not persons and label:
            persons = self.called(label)
        if not persons and not label:
            names = [cleaned(target.get("showAs", "")) for target in self.targets(reference)] or [last_part(reference)]
            role = self.role(speech, group)
            label = ", ".join(filter(None, names)) or (role.name if role else "")
        return Speaking(persons, label)

    def persons_of(self, reference):
        """The persons that a reference names; none if one of them is a placeholder."""
        persons = [self.person(target) for target in self.targets(reference)]
        return persons if all(persons) else []

    def targets(self, reference):
        """The elements that a reference names; several only if each of its words is a reference."""
        if (one := self.target(reference)) is not None:
            return [one]
        words = reference.split()
        several = [self.target(word) for word in words if word.startswith("#")]
        return several if len(words) > 1 and len(several) == len(words) and None not in several else []

    def person(self, element):
        """The Entity of a person; None for a role, an organisation or a placeholder."""
        entity = entity_of(element, "speakers")
        return entity if element.tag == "TLCPerson" and entity.name and not is_placeholder(entity) else None

    def called(self, label):
        """The person of the debate whose name is exactly the label, in a list; empty if there is none or several."""
        name = normalize("NFC", label.strip(AFTER_A_NAME)).casefold()
        persons = [person for person in self.persons() if person.name.casefold() == name]
        return persons if len(persons) == 1 else []

    def role(self, speech, group):
        """The speaker's role, with the slug of the appointment in a file of our own; None if there is none."""
        reference = given(speech, group, "as")
        if not reference and (inside := speech.find("from//role")) is not None:
            reference = inside.get("refersTo", "").strip()
        element = self.target(reference) if reference else None
        if element is not None and (name := cleaned(element.get("showAs", ""))):
            return Entity(name, element.get(own("slug"), ""), element)
        return None

    def themes(self, element):
        """The concepts that an element refers to, except outcomes of votes."""
        targets = map(self.target, element.get("refersTo", "").split())
        concepts = [target for target in targets if target is not None and target.tag == "TLCConcept"]
        themes = [entity_of(concept, "themes") for concept in concepts]
        return [theme for theme in themes if theme.name and (theme.slug or not self.is_outcome(element, theme))]

    def is_outcome(self, element, theme):
        # The concept of a summary is the decision, not its subject.
        concept = theme.element
        return element.tag == "summary" or identifier_of(concept) in self.outcomes or bool(VOTING.search(theme.href))


def given(speech, group, name):
    """An attribute of a speech, or else of its group."""
    return (speech.get(name) or (group is not None and group.get(name)) or "").strip()


def outcomes(debate):
    """The ids of the concepts that the results of votes refer to."""
    ids = set()
    for part in ("meta/analysis//voting", "meta/analysis//count", "meta/analysis//quorum", "debateBody//outcome"):
        for element in debate.iterfind(part):
            ids |= {element.get(name, "").strip().removeprefix("#") for name in ("outcome", "refersTo")}
    return ids


def identifier_of(element):
    # The drafts of the standard call it "id".
    return (element.get("eId") or element.get("id") or "").strip()


def entity_of(element, page):
    href = element.get("href", "")
    match = PAGE[page].search(href)
    return Entity(
        cleaned(element.get("showAs", "")), match[1] if match else "", element, "" if match else identifier(href)
    )


def label_of(printed):
    """The speaker as printed, on one line, without times and notes."""
    parts = []

    def read(element):
        parts.append(element.text or "")
        for child in element:
            if child.tag not in {"recordedTime", "authorialNote"}:
                read(child)
            parts.append(child.tail or "")

    read(printed)
    return " ".join("".join(parts).split())


def cleaned(name):
    return name_text(name).strip(AFTER_A_NAME)[:LONGEST]


def last_part(reference):
    """The name in a reference without a target: 唐鳳 in "#唐鳳"."""
    return cleaned(reference.strip().removeprefix("#").rstrip("/").rpartition("/")[2])
