"""The filters of a comparison: two or three speakers and a theme."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proceedings.filters import FilterSet, Reference, public
from proceedings.filters.filterset import FilterForm
from proceedings.filters.reference import ReferenceField, ReferenceInput
from proceedings.models import Conference, Speaker, Theme
from proceedings.models.statements.queryset import MANY

FEWEST_SPEAKERS, MOST_SPEAKERS = 2, 3


class SpeakersInput(ReferenceInput):
    """MOST_SPEAKERS fields with the same name; the first FEWEST_SPEAKERS are required."""

    template_name = "forms/references.html"
    use_fieldset = True

    def value_from_datadict(self, data, files, name):
        return data.getlist(name)

    def format_value(self, value):
        return value or []

    def id_for_label(self, id_, index=None):
        return f"{id_}_1"

    def shown(self, widget, choices):
        slugs = [*widget["value"], *[""] * MOST_SPEAKERS][:MOST_SPEAKERS]
        fields = [self.subwidget(widget, number, slug) for number, slug in enumerate(slugs, 1)]
        return {"fields": [self.with_choices(field, choices) for field in fields]}

    def subwidget(self, widget, number, slug):
        required = number <= FEWEST_SPEAKERS
        id_ = widget["attrs"]["id"]
        attrs = {**widget["attrs"], "id": f"{id_}_{number}", "required": required}
        # Mark an empty field as invalid only if no other field is.
        if attrs.pop("aria-invalid", None) and slug not in self.names and (slug or not self.has_wrong(widget)):
            attrs |= {"aria-invalid": "true", "aria-describedby": f"{id_}_error"}
        empty_label = gettext("choose") if required else gettext("none")
        return {**widget, "number": number, "value": slug, "attrs": attrs, "empty_label": empty_label}

    def has_wrong(self, widget):
        return any(slug not in self.names for slug in widget["value"])


class SpeakersField(ReferenceField):
    widget = SpeakersInput

    def clean(self, slugs):
        """Return the speakers in the order of the parameters."""
        if len(slugs) > MOST_SPEAKERS:
            raise ValidationError(gettext("Choose at most %(most)d speakers."), params={"most": MOST_SPEAKERS})
        if len(set(slugs)) < len(slugs):
            raise ValidationError(gettext("Choose each speaker only once."))
        speakers, errors = [], []
        for slug in slugs:
            try:
                speakers.append(super().clean(slug))
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return speakers


class Speakers(Reference):
    field_class = SpeakersField


class ThemeOfFew(Reference):
    """A theme among the statements of a few speakers: each of them is checked, instead of reading the whole theme."""

    def filter(self, queryset, value):
        return super().filter(queryset, value, number=MANY + 1)


class ComparisonForm(FilterForm):
    repeatable = ("speaker",)

    def clean(self):
        """Accept a theme alone or one speaker alone as an unfinished choice. Any other choice must be complete."""
        values = super().clean()
        speakers, theme = values.get("speaker"), values.get("theme")
        if not self.errors and speakers and theme and len(speakers) == 1:
            self.add_error("speaker", _("Please choose at least two speakers."))
        if not self.errors and speakers and len(speakers) > 1 and not theme:
            self.add_error("theme", _("Please choose a theme."))
        return values


class ComparisonFilter(FilterSet):
    speaker = Speakers(label=_("Speakers"), queryset_method="by_any", rows=public(Speaker))
    theme = ThemeOfFew(
        label=_("Theme"),
        queryset_method="about",
        rows=public(Theme),
        widget=ReferenceInput(attrs={"required": True}),
    )
    conference = Reference(label=_("Conference"), queryset_method="at", rows=public(Conference))

    class Meta:
        form = ComparisonForm
