from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.inlines import NounInline
from proceedings.admin.base.part_admin import StatementPartAdmin
from proceedings.admin.forms.further_speakers import CoSpeakerForm, CoSpeakerFormSet
from proceedings.models import CoSpeaker

from .translation import StatementFilter


class CoSpeakerInline(NounInline):
    """The further speakers on the form of a statement."""

    model = CoSpeaker
    form = CoSpeakerForm
    formset = CoSpeakerFormSet
    fields = ["position", "speaker", "appointment", "label"]
    related = ["speaker", "appointment__speaker", "appointment__organisation"]


@admin.register(CoSpeaker)
class CoSpeakerAdmin(StatementPartAdmin):
    list_display = ["statement", "position", "speaker", "appointment", "label"]
    list_filter = [StatementFilter]
    list_select_related = ["statement__speaker", "speaker", "appointment__organisation"]
    search_fields = ["speaker__name", "label", "statement__title"]
    search_help_text = _("Search by words of the name, of the label or of the title of the statement.")
    ordering = ["-pk"]
    fields = ["statement", "position", "speaker", "appointment", "label"]
    label_related = ["statement__speaker", "speaker"]
