"""A few speakers side by side: what each of them said on one theme."""

from collections import Counter, defaultdict
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from proceedings.filters import Question, Reference, public
from proceedings.filters.question import QuestionForm
from proceedings.filters.reference import ReferenceField, ReferenceInput
from proceedings.models import Conference, Speaker, Statement, Theme

from .pages import without_empty

FEWEST_SPEAKERS, MOST_SPEAKERS = 2, 3
# Of each speaker; the list of statements has the rest.
MOST_STATEMENTS = 10
SUGGESTIONS = 6
# The latest entries of the record tell enough of who speaks on what.
RECENT = 2000


class SpeakersInput(ReferenceInput):
    """As many fields of one name as there can be speakers."""

    template_name = "forms/references.html"
    use_fieldset = True

    def value_from_datadict(self, data, files, name):
        return data.getlist(name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, None, attrs)
        slugs = [*(value or []), *[""] * MOST_SPEAKERS][:MOST_SPEAKERS]
        context["fields"] = [self.one(context["widget"], number, slug) for number, slug in enumerate(slugs, 1)]
        return context

    def one(self, widget, number, slug):
        is_needed = number <= FEWEST_SPEAKERS
        attrs = {**widget["attrs"], "id": f"{widget['attrs']['id']}_{number}", "required": is_needed}
        nothing = gettext("choose") if is_needed else gettext("nobody else")
        return {**widget, "number": number, "value": slug, "attrs": attrs, "nothing": nothing}


class SpeakersField(ReferenceField):
    widget = SpeakersInput

    def clean(self, slugs):
        """The speakers in the order in which they were named."""
        if len(slugs) > MOST_SPEAKERS:
            raise ValidationError(
                gettext("At most %(most)d speakers stand side by side."), params={"most": MOST_SPEAKERS}
            )
        if len(set(slugs)) < len(slugs):
            raise ValidationError(gettext("A speaker is named twice: name somebody else."))
        one = super().clean
        return [one(slug) for slug in slugs]


class Speakers(Reference):
    field_class = SpeakersField


class ComparisonForm(QuestionForm):
    repeated = ("speaker",)

    def clean(self):
        """A theme alone, or one speaker alone, is a question only begun; anything else must be whole."""
        given = super().clean()
        speakers, theme = given.get("speaker"), given.get("theme")
        if not self.errors and speakers and theme and len(speakers) == 1:
            self.add_error("speaker", _("One speaker cannot be compared: name another."))
        if not self.errors and speakers and len(speakers) > 1 and not theme:
            self.add_error("theme", _("Name the theme on which they are compared."))
        return given


class Comparison(Question):
    speaker = Speakers(label=_("Speakers"), asks="by_any", rows=public(Speaker))
    theme = Reference(
        label=_("Theme"), asks="about", rows=public(Theme), widget=ReferenceInput(attrs={"required": True})
    )
    conference = Reference(label=_("Conference"), asks="at", rows=public(Conference))

    class Meta:
        form = ComparisonForm


@require_safe
def compare(request):
    if any("" in values for _name, values in request.GET.lists()):
        return redirect(f"{request.path}?{without_empty(request.GET)}")
    comparison = Comparison(request.GET, Statement.objects.public(), request=request)
    context = {"filterset": comparison}
    if not comparison.form.is_valid():
        return render(request, "compare.html", context, status=400)
    speakers, theme = (comparison.form.cleaned_data[name] for name in ("speaker", "theme"))
    if speakers and theme:
        context |= {"theme": theme, "speakers": speakers, "columns": columns(comparison, speakers)}
    elif theme:
        comparison.form.fields["speaker"].offer(lambda: Speaker.objects.public().about(theme))
    elif not speakers:
        context["suggestions"] = suggestions()
    return render(request, "compare.html", context)


def columns(comparison, speakers):
    """For each speaker the newest statements, how many there are, and the query that lists them all."""
    ranked = list(comparison.qs.newest_of_each_speaker(MOST_STATEMENTS))
    found = comparison.qs.with_context().in_bulk([key for key, _speaker, _made in ranked])
    made = {speaker: number for _key, speaker, number in ranked}
    return [
        {
            "speaker": speaker,
            "statements": [found[key] for key, by, _made in ranked if by == speaker.pk and key in found],
            "made": made.get(speaker.pk, 0),
            "query": comparison.narrowed(speaker=speaker.slug),
        }
        for speaker in speakers
    ]


def suggestions():
    """Themes on which several spoke of late, those of most speakers first: (name, names of speakers, query)."""
    said = Statement.objects.public().exclude(speaker=None).exclude(themes=None).order_by("-pk", "themes")
    names = said.values_list("themes__slug", "themes__name", "speaker__slug", "speaker__name")
    spoken = defaultdict(Counter)
    for theme, name, *speaker in names[:RECENT]:
        spoken[theme, name][tuple(speaker)] += 1
    several = [(theme, speakers) for theme, speakers in spoken.items() if len(speakers) > 1]
    several.sort(key=lambda found: -len(found[1]))
    return [
        suggestion(theme, [speaker for speaker, _number in speakers.most_common(MOST_SPEAKERS)])
        for theme, speakers in several[:SUGGESTIONS]
    ]


def suggestion(theme, speakers):
    slug, name = theme
    query = urlencode([*(("speaker", speaker) for speaker, _name in speakers), ("theme", slug)])
    return name, [name for _slug, name in speakers], query
