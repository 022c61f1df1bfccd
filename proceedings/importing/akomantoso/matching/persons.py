"""Persons in debates, resolved to speakers: by the address of a page of ours, by identifiers, by names."""

from collections import defaultdict

from django.utils.translation import gettext as _

from proceedings.models import OtherName, Speaker

from .identified import IdentifiedNames


class Persons(IdentifiedNames):
    """The speakers of persons in debates."""

    def __init__(self, debates):
        super().__init__(Speaker, [entity for debate in debates for entity in debate.persons()], OtherName)
        for debate in debates:
            self.resolve(debate)

    def resolve(self, debate):
        """Resolve all persons of a debate, those with identifiers first."""
        persons = debate.persons()
        identified = list(zip(persons, self.identifiers_in(persons), strict=True))
        speaking = {person.element for each in debate.statements() for person in each.persons}
        hrefs = defaultdict(set)
        for person, value in identified:
            if not person.slug and person.href:
                hrefs[person.name].add((bool(value), value or person.href))
        for person, value in sorted(identified, key=lambda pair: (not pair[0].slug, not pair[1])):
            if person.slug:
                slug = person.slug
            elif self.are_several(person, value, hrefs[person.name]):
                slug = self.ask_for_each(person, debate) if person.element in speaking else None
            else:
                slug = self.find(person, value, debate, is_asked=person.element in speaking)
            if slug:
                self.by_element[person.element] = slug

    def are_several(self, person, value, hrefs):
        """Return whether the debate has several persons of one name, and no identifiers distinguish them."""
        if len(hrefs) <= 1 or value in self.by_identifier:
            return False
        all_global = all(is_global for is_global, _href in hrefs)
        return not all_global or any(not self.identifiers_of[slug] for slug in self.named(person.name))

    def ask_for_each(self, person, debate):
        """Add a problem, and return a placeholder slug, so that the rest of the file can be checked."""
        message = _('"%s" is the name of several persons here: say who each of them is with href="/speakers/…/".')
        self.add_problem(person, message % person.name, debate)
        return next(iter(self.named(person.name)), None) or self.allocate(person.name)
