"""Times of the programme where the admin only shows them: in the zone of their conference, with its name."""

from functools import cache

from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.time_zones import TIMES_IN, ZONE_CHANGE
from proceedings.admin.revisions.display import format_programme_time
from proceedings.models.columns.programme_times import ProgrammeTimeField


class LocalTime:
    """A field as a column of a list or as a line of a form that may only be read."""

    def __init__(self, field):
        self.name = self.__name__ = field.name
        self.short_description = field.verbose_name
        self.admin_order_field = field.name

    def __call__(self, row):
        return format_programme_time(getattr(row, self.name), row.conference.zone) or None


@cache
def local_times(model):
    """A column for each time of a model, by the name of its field."""
    times = [field for field in model._meta.concrete_fields if isinstance(field, ProgrammeTimeField)]
    return {field.name: LocalTime(field) for field in times}


def shown_locally(model, names):
    """The names of fields, with the names of times replaced by columns that show them."""
    times = local_times(model)
    return [
        [times.get(one, one) for one in name] if isinstance(name, (list, tuple)) else times.get(name, name)
        for name in names
    ]


class ZonedAdmin:
    """Mixin of a ModelAdmin whose form is a ZonedForm."""

    # The title of the fieldset in which the form asks what stays when the zone changes.
    zone_fieldset = _("When and where")

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
            return [
                (title, options | {"fields": shown_locally(self.model, options["fields"])})
                for title, options in fieldsets
            ]
        return [
            (title, options | {"fields": [*options["fields"], ZONE_CHANGE, TIMES_IN]})
            if title == self.zone_fieldset
            else (title, options)
            for title, options in fieldsets
        ]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        form.save_clock_times(by=request.user)
