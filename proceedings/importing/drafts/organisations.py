"""The organisations of a proposal: rows of the record, or new ones with the acronyms that the document gives them."""

from django.utils.translation import gettext as _

from proceedings.models.conference import Role


class Organisations:
    """`add` takes noun, key and fields of a record; sentences about names that are left out are added to `notes`."""

    def __init__(self, proposal, matcher, add, notes):
        self.matcher, self.add, self.notes = matcher, add, notes
        self.organisers = proposal.conference.get("organisers", ())
        self.acronyms = proposal.conference.get("acronyms", {})
        self.full_names = {acronym: name for name, acronym in self.acronyms.items()}
        self.new = set()

    def slug_of(self, name):
        """Return the slug of the organisation with a name or acronym, which is added if it is new.

        None if several on the record have the name.
        """
        name = self.full_names.get(name, name)
        slug, is_new = self.matcher.row(self.matcher.organisations, name)
        if slug is None:
            several = ", ".join(sorted(self.matcher.organisations.matches(name)))
            message = _("“%(name)s” is the name of several organisations, and was left out: %(several)s.")
            self.note(message % {"name": name, "several": several})
        elif is_new and slug not in self.new:
            self.new.add(slug)
            acronym = {"acronym": self.acronyms[name]} if name in self.acronyms else {}
            self.add("organisation", slug, slug=slug, name=name, **acronym)
        return slug

    def note(self, text):
        if text not in self.notes:
            self.notes.append(text)

    def add_organisers(self, conference):
        """Add the organisers of a new conference, in the order of the document."""
        slugs = dict.fromkeys(filter(None, map(self.slug_of, self.organisers)))
        for position, slug in enumerate(slugs, 1):
            role = Role.ORGANISER.value
            fields = {"conference": [conference], "organisation": [slug], "role": role, "position": position}
            self.add("organiser", conference, slug, role, **fields)
