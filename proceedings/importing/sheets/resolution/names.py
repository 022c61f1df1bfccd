"""The names and identifiers in a sheet, resolved to rows of the record; unknown or ambiguous names become questions."""

from collections import defaultdict
from itertools import islice

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from proceedings.importing.directory import ConflictError, Directory, name_key
from proceedings.importing.sheets.identifiers import parse_identifiers
from proceedings.importing.sheets.parsing import cells
from proceedings.models import FormerAddress, Organisation, OrganisationName, OtherName, Speaker, Theme

# An editor cannot answer more questions. The search for similar names takes a millisecond for each.
MOST_QUESTIONS = 10_000


class NameResolver:
    """`answers` are those of an editor: {noun: {name_key(name): slug, or "" for a new row}}.

    `notes` are sentences for the editor about names that an identifier overrides, one for each name, at its first row.
    """

    def __init__(self, mistakes, answers=None):
        self.mistakes, self.answers = mistakes, answers or {}
        self.former = defaultdict(dict)
        for noun, slug, target in FormerAddress.objects.values_list("noun", "slug", "target").iterator():
            self.former[noun][slug] = target
        self.directories = {
            "speaker": self.directory(Speaker, "name", "sort_name", other_names=OtherName),
            "organisation": self.directory(Organisation, "name", "acronym", other_names=OrganisationName),
            "theme": self.directory(Theme, "name"),
        }
        # {(noun, key of the name): (name, numbers of rows)}
        self.unresolved = {}
        # The numbers of the rows with a name and no identifier, by (noun, key of the name).
        self.unidentified = defaultdict(list)
        self.notes = {}
        # {key of a speaker's name: the names of which it may consist}.
        self.parts = {}

    def directory(self, model, *names, other_names=None):
        noun = model._meta.model_name
        answers, former = self.answers.get(noun), self.former[noun]
        return Directory(model, names=names, other_names=other_names, answers=answers, former=former)

    def resolve(self, row, noun, text, current=None, identifiers=""):
        """The slug of the row with the identifiers, or else the name; None after a question or a mistake."""
        name = cells.one_line(text)
        if identifiers:
            return self.resolve_identified(row, noun, name, current, identifiers)
        slug = self.directories[noun].resolve(name, current)
        if slug is None or slug != current:
            self.unidentified[noun, name_key(name)].append(row.number)
        if slug is None:
            self.ask(row, noun, name)
        return slug

    def resolve_identified(self, row, noun, name, current, text):
        directory = self.directories[noun]
        try:
            slug = directory.resolve_identified(name, parse_identifiers(text), current)
        except ValidationError as error:
            self.mistakes.add(row.number, f"{noun}_identifier", error.messages[0])
            return None
        except ConflictError as error:
            self.mistakes.add(row.number, f"{noun}_identifier", str(error))
            return None
        if slug is None:
            self.ask(row, noun, name)
        elif name and (slug in directory.labels) != bool(named := directory.matches(name, slug)):
            self.notes.setdefault((noun, slug, name_key(name)), self.note(row, name, directory.labels.get(slug), named))
        return slug

    def note(self, row, name, label, named):
        if label:
            note = _("Row %(row)d: “%(name)s” is %(label)s, who has the same identifier.")
        else:
            note = _("Row %(row)d: “%(name)s” is new: %(named)s of that name has another identifier.")
        return note % {"row": row.number, "name": name, "label": label, "named": ", ".join(sorted(named))}

    def ask(self, row, noun, name):
        self.unresolved.setdefault((noun, name_key(name)), (name, []))[1].append(row.number)

    def questions(self):
        if len(self.unresolved) > MOST_QUESTIONS:
            message = _("The sheet has more than %d names that are not on the record: divide it into several.")
            self.mistakes.add(0, "", message % MOST_QUESTIONS)
        return [
            self.directories[noun]
            .question(name)
            ._replace(rows=numbers, parts=self.parts.get(key, []) if noun == "speaker" else [])
            for (noun, key), (name, numbers) in islice(self.unresolved.items(), MOST_QUESTIONS)
        ]

    def check_shared(self):
        """Add a mistake for each row without an identifier whose name needs one, because several rows share it."""
        message = _("several have this name: write the identifier or the address of the one who is meant.")
        for noun, directory in self.directories.items():
            for key in directory.shared:
                for number in self.unidentified.get((noun, key), ()):
                    self.mistakes.add(number, noun, message)
