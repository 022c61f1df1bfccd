from django.utils.translation import gettext_lazy as _

from proceedings.models import Theme

from .filter_types import Initial, Reference, Words, public
from .filterset import FilterSet


class ThemeFilter(FilterSet):
    q = Words()
    initial = Initial()
    theme = Reference(label=_("Narrower than"), queryset_method="about", rows=public(Theme))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A record has too many themes for a list, and to find out how many takes as long as to list them.
        self.form.fields["theme"].widget.is_listed = False
