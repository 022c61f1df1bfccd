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
        # Records usually have too many themes for a drop-down list, and counting them takes as long as listing them.
        self.form.fields["theme"].widget.is_listed = False
