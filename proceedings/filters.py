"""What may be asked of the record, in the same words for every page, feed and program."""

from datetime import date
from typing import NamedTuple

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EMPTY_VALUES, MaxValueValidator, MinValueValidator, RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from .models import Conference, Form, Kind, Organisation, Speaker, Theme
from .models.finding import Finding
from .models.identifiers import validate_language, validate_no_nul

# A drop-down longer than this helps nobody: the address is typed instead.
LONGEST_CHOICE = 100
SUGGESTIONS = 5
MOST_WORDS = 12
LONGEST_ADDRESS = 100


class Applied(NamedTuple):
    """A filter in force: its parameter, what it is called, what it is set to, and the query without it."""

    parameter: str
    label: str
    value: str
    without: str


class QuestionForm(forms.Form):
    def clean(self):
        """A parameter has one value: of two, one would be dropped without a word."""
        for name in self.fields:
            if len(self.data.getlist(name)) > 1:
                self.add_error(name, _("This is asked more than once: take one away."))
        return super().clean()


class Question(filters.FilterSet):
    """A form, its validation and its query in one; a wrong value empties the list and says so."""

    # Parameters that mean nothing once another is taken away.
    depends_on = {}

    class Meta:
        form = QuestionForm

    @property
    def qs(self):
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    def applied(self):
        """The filters in force and the refused ones, each with the query that is left when it is taken away."""
        found = []
        for parameter, field in self.form.fields.items():
            if given := self.data.get(parameter):
                rest = self.without(parameter)
                value = self.form.cleaned_data.get(parameter, given)
                label = dict(getattr(field, "choices", [])).get(value, value) if isinstance(value, str) else value
                found.append(Applied(parameter, field.label, str(label), rest.urlencode()))
        return found

    def without(self, *parameters):
        """What was asked, without the parameters and what means nothing without them; it begins at the first page."""
        rest = self.data.copy()
        for parameter in parameters:
            for name in (parameter, *self.depends_on.get(parameter, ())):
                rest.pop(name, None)
        rest.pop("page", None)
        return rest

    def narrowed(self, **given):
        """The query that asks for this as well."""
        rest = self.without(*given)
        rest.update(given)
        return rest.urlencode()


class ReferenceInput(forms.TextInput):
    """A drop-down while it is short, else a line for the address."""

    template_name = "forms/reference.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        rows = self.choices.queryset[: LONGEST_CHOICE + 1]
        rows = [(row.slug, str(row)) for row in rows]
        if len(rows) <= LONGEST_CHOICE:
            context["widget"]["rows"] = rows
        else:
            context["widget"]["attrs"]["placeholder"] = gettext("such as %s") % rows[0][0]
        return context


class ReferenceField(forms.ModelChoiceField):
    widget = ReferenceInput

    def __init__(self, queryset, **kwargs):
        super().__init__(queryset, to_field_name="slug", **kwargs)

    def to_python(self, value):
        """The row with the address; the error names up to five that have the words in their names."""
        try:
            return super().to_python(value)
        except ValidationError as error:
            words = value[:LONGEST_ADDRESS].replace("-", " ").replace("\0", "").split()[:MOST_WORDS]
            near = self.queryset.matching(" ".join(words))[:SUGGESTIONS] if words else []
            message = gettext("Nothing here has the address “%(value)s”.") % {"value": value}
            if addresses := ", ".join(row.slug for row in near):
                message += " " + gettext("Perhaps one of: %(addresses)s.") % {"addresses": addresses}
            raise ValidationError(message, code="invalid_choice") from error


class Asks:
    """A filter whose meaning is a word of the QuerySet: `Day(asks="since")` is `queryset.since(day)`."""

    def __init__(self, *args, asks, **kwargs):
        self.asks = asks
        super().__init__(*args, **kwargs)

    def filter(self, queryset, value):
        return queryset if value in EMPTY_VALUES else getattr(queryset, self.asks)(value)


def validate_few_words(value):
    """Raise ValidationError for more words than one query of the database can take."""
    if len(value.split()) > MOST_WORDS:
        raise ValidationError(_("Ask with at most %(number)d words."), params={"number": MOST_WORDS})


class Words(Asks, filters.CharFilter):
    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"type": "search"})
        checks = [validate_no_nul, validate_few_words]
        super().__init__(label=_("Words"), asks="matching", max_length=200, validators=checks, widget=widget, **kwargs)


class QueryField(forms.CharField):
    """What a reader looks for among statements; a complaint about any part of it is an error."""

    def clean(self, value):
        value = super().clean(value)
        if value in self.empty_values:
            return value
        found = Finding(value)
        if found.complaints:
            raise ValidationError(found.complaints)
        return found


class Search(Words):
    field_class = QueryField


class Reference(Asks, filters.ModelChoiceFilter):
    """A row that the reader names by the last part of its address."""

    field_class = ReferenceField


class Choice(filters.ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(empty_label=_("any"), **kwargs)


class Tag(Asks, filters.CharFilter):
    pass


class Day(Asks, filters.DateFilter):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        # A zone can move a day at either end of the calendar out of it.
        checks = [MinValueValidator(date(1000, 1, 1)), MaxValueValidator(date(9000, 1, 1))]
        super().__init__(input_formats=["%Y-%m-%d"], validators=checks, widget=widget, **kwargs)


class Ordering(filters.ChoiceFilter):
    """A choice between named orders: {value: (word of the QuerySet, label)}, the first one unless told otherwise."""

    def __init__(self, orders):
        self.words = {value: word for value, (word, label) in orders.items()}
        choices = [(value, label) for value, (word, label) in orders.items()]
        super().__init__(label=_("Order"), choices=choices, empty_label=None)

    @property
    def field(self):
        """In the form the first order is what is meant by saying nothing, so that it stays out of addresses."""
        field = super().field
        (_value, label), *others = field.choices
        field.widget.choices = [("", label), *others]
        return field

    def filter(self, queryset, value):
        return getattr(queryset, self.words[value or next(iter(self.words))])()


ONE_LETTER = RegexValidator(r"\A[^\W\d_]\Z", _("An initial is one letter."))


def public(model):
    return lambda request: model.objects.public()


BY_DATE = {"-date": ("newest_first", _("newest first")), "date": ("oldest_first", _("oldest first"))}


class StatementForm(QuestionForm):
    def clean(self):
        """A session's address tells it only from the others of its conference."""
        given = super().clean()
        slug, conference = given.get("session"), given.get("conference")
        if slug and "conference" not in self.errors:
            if conference is None:
                self.add_error("session", _("A session is named together with its conference."))
            elif (session := conference.sessions.filter(slug=slug).first()) is None:
                self.add_error("session", _("The conference has no session with the address “%s”.") % slug)
            else:
                given["session"] = session
        return given


class StatementFilter(Question):
    depends_on = {"conference": ["session"]}

    q = Search()
    speaker = Reference(label=_("Speaker"), asks="by", queryset=public(Speaker))
    conference = Reference(label=_("Conference"), asks="at", queryset=public(Conference))
    session = Tag(label=_("Session"), asks="in_session", widget=forms.HiddenInput())
    theme = Reference(label=_("Theme"), asks="about", queryset=public(Theme))
    organisation = Reference(label=_("Speaking for"), asks="from_organisation", queryset=public(Organisation))
    country = Choice(label=_("Speaker’s country"), choices=countries, field_name="speaker__country")
    kind = Choice(label=_("Kind"), choices=Kind.choices)
    form = Choice(label=_("Form"), choices=Form.choices)
    language = Tag(label=_("Language"), asks="in_language", validators=[validate_language])
    after = Day(label=_("From"), asks="since")
    before = Day(label=_("Until"), asks="until")
    ordering = Ordering(BY_DATE)

    class Meta:
        form = StatementForm


class SearchFilter(StatementFilter):
    """The same questions; what has words is answered with the best match first."""

    ordering = Ordering({"match": ("newest_first", _("best match")), **BY_DATE})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.form.fields.items():
            # What was found tells which rows can be named, with their numbers.
            if isinstance(self.filters[name], Reference):
                field.widget = forms.HiddenInput()

    def filter_queryset(self, queryset):
        asked = {**self.form.cleaned_data}
        query, order = asked.pop("q"), asked.pop("ordering")
        for name, value in asked.items():
            queryset = self.filters[name].filter(queryset, value)
        if query and order in {"", "match"}:
            return queryset.ranked(query)
        return self.filters["ordering"].filter(self.filters["q"].filter(queryset, query), order)

    def applied(self):
        """The filters but for the words, which stand in the box."""
        return [applied for applied in super().applied() if applied.parameter != "q"]


class ConferenceFilter(Question):
    q = Words()
    organisation = Reference(label=_("Organiser"), asks="from_organisation", queryset=public(Organisation))
    theme = Reference(label=_("Theme"), asks="about", queryset=public(Theme))
    after = Day(label=_("From"), asks="since")
    before = Day(label=_("Until"), asks="until")
    ordering = Ordering(BY_DATE)


class SpeakerFilter(Question):
    q = Words()
    initial = Tag(label=_("Initial"), asks="under_initial", validators=[ONE_LETTER], widget=forms.HiddenInput())
    conference = Reference(label=_("Conference"), asks="at", queryset=public(Conference))
    theme = Reference(label=_("Theme"), asks="about", queryset=public(Theme))
    organisation = Reference(label=_("Organisation"), asks="from_organisation", queryset=public(Organisation))
    country = Choice(label=_("Country"), choices=countries)


class OrganisationFilter(Question):
    q = Words()
    country = Choice(label=_("Country"), choices=countries)


class ThemeFilter(Question):
    q = Words()
