"""The organisations of debates, resolved to those of the record: by addresses of ours, by identifiers, by names."""

from proceedings.models import Organisation, OrganisationName

from .identified import IdentifiedNames


class Organisations(IdentifiedNames):
    """The organisations that held the debates."""

    def __init__(self, debates):
        entities = [entity for debate in debates for entity in debate.organisations()]
        super().__init__(Organisation, entities, OrganisationName)
        for debate in debates:
            self.resolve(debate)

    def resolve(self, debate):
        entities = debate.organisations()
        for entity, value in zip(entities, self.identifiers_in(entities), strict=True):
            self.by_element[entity.element] = entity.slug or self.find(entity, value, debate, is_asked=True)
