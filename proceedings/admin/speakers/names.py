"""The name on the form of a speaker: its parts, and other speakers of the same name."""

from django import forms
from django.http import JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.base.pages import AdminPage
from proceedings.admin.revisions.forms import NounForm
from proceedings.importing.directory import name_key
from proceedings.models import Speaker
from proceedings.models.names.parts import proposed_parts
from proceedings.models.search.name_lookup import typed_words

# Candidates that are compared, and speakers that are shown.
COMPARED, SHOWN = 100, 5
LONGEST = Speaker._meta.get_field("name").max_length


def speakers_of_same_name(name, except_pk=None):
    """Return speakers with this name, or with this other name, in any case and form of its letters."""
    called = Speaker.objects.called(typed_words(name)).exclude(pk=except_pk).order_by("pk")
    wanted = name_key(name)
    return [
        speaker
        for speaker in called.prefetch_related("other_names", "appointments__organisation")[:COMPARED]
        if wanted in {name_key(known) for known in all_names(speaker)}
    ][:SHOWN]


def all_names(speaker):
    return [speaker.name, speaker.sort_name, *(other.name for other in speaker.other_names.all())]


def link(speaker):
    """Return (address of the form, name, slug and first post)."""
    posts = [str(post) for post in speaker.appointments.all()[:1]]
    about = ", ".join([speaker.slug, *filter(None, [speaker.country.name]), *posts])
    return reverse("admin:proceedings_speaker_change", args=[speaker.pk]), speaker.name, about


class SpeakerForm(NounForm):
    """A form that asks before it adds a second speaker of the same name."""

    is_another = forms.BooleanField(label=_("This is another person"), required=False, widget=forms.HiddenInput)

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name != "is_another"]

    def clean(self):
        cleaned = super().clean()
        name = self.cleaned_data.get("name")
        if name and "name" in self.changed_data and not self.cleaned_data.get("is_another"):
            self.check_same_name(name)
        return cleaned

    def check_same_name(self, name):
        same = speakers_of_same_name(name, self.instance.pk)
        if not same:
            return
        self.fields["is_another"].widget = forms.CheckboxInput()
        question = ngettext(
            "A speaker of this name is on record already: {}. If this is another person, tick the box and save again.",
            "Speakers of this name are on record already: {}. If this is another person, tick the box and save again.",
            len(same),
        )
        links = format_html_join(", ", '<a href="{}">{}</a> ({})', map(link, same))
        self.add_error("is_another", format_html(question, links))


class NamesPage(AdminPage):
    """The proposed parts of a name, and the speakers of the same name, as JSON for the form."""

    route = "names/"
    name = "names"

    def get(self, request):
        name, sort_name, country = (request.GET.get(key, "")[:LONGEST] for key in ("name", "sort_name", "country"))
        keys = ("url", "name", "about")
        same = [dict(zip(keys, link(speaker), strict=True)) for speaker in speakers_of_same_name(name)]
        return JsonResponse({"parts": proposed_parts(name, sort_name, country)._asdict(), "same": same})
