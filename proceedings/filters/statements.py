"""What may be asked of statements, for lists and for the search."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from proceedings.models import Conference, Form, Kind, Organisation, Speaker, Theme
from proceedings.models.columns.identifiers import validate_language
from proceedings.models.search.search_results import CAP

from .kinds import BY_DATE, Choice, Day, Ordering, Reference, Search, Tag, public
from .question import Question, QuestionForm


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
    speaker = Reference(label=_("Speaker"), asks="by", rows=public(Speaker))
    conference = Reference(label=_("Conference"), asks="at", rows=public(Conference))
    session = Tag(label=_("Session"), asks="in_session", widget=forms.HiddenInput())
    theme = Reference(label=_("Theme"), asks="about", rows=public(Theme))
    organisation = Reference(label=_("Speaking for"), asks="from_organisation", rows=public(Organisation))
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
            # What was found tells which rows and countries can be named, with their numbers.
            if isinstance(self.filters[name], Reference) or name == "country":
                field.widget = forms.HiddenInput()

    def filter_queryset(self, queryset):
        query, order = self.form.cleaned_data["q"], self.form.cleaned_data["ordering"]
        queryset = self.without_words(queryset)
        if self.wants_the_best:
            return queryset.ranked(query)
        return self.filters["ordering"].filter(self.filters["q"].filter(queryset, query), order)

    def without_words(self, queryset):
        for name, value in self.form.cleaned_data.items():
            if name not in {"q", "ordering"}:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def wants_the_best(self):
        return self.form.cleaned_data["q"] and self.form.cleaned_data["ordering"] in {"", "match"}

    def candidates(self, *columns):
        """At most `finding.CAP` of what is found, in its order, as tuples of the columns; the first must be `pk`.

        For a valid question. Ranking and columns are fetched in one pass, where `qs` takes two.
        """
        if self.wants_the_best:
            return self.form.cleaned_data["q"].rows(self.without_words(self.queryset), *columns)
        return list(self.qs.values_list(*columns)[:CAP])

    def applied(self):
        """The filters but for the words, which stand in the box."""
        return [applied for applied in super().applied() if applied.parameter != "q"]
