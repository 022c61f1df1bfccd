"""The list of statements."""

from proceedings.admin.forms.keys import KEY

from .counts import CountedList


class StatementList(CountedList):
    def get_queryset(self, request, exclude_parameters=None):
        # The list shows no texts, which are long.
        return super().get_queryset(request, exclude_parameters).defer("text")

    @property
    def conference_key(self):
        """The key of the conference that the list is filtered by, for the link to its workbench; or empty."""
        key = self.params.get("conference", "")
        return key if KEY.fullmatch(key) else ""
