from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.base.part_admin import CorrectedPartForm, PartAdmin
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.admin.revisions.correction_notes import published
from proceedings.models import Correction, Translation


class StatementFilter(ReferenceFilter):
    title = _("statement")
    parameter_name = "statement"
    field = Correction._meta.get_field("statement")


@admin.register(Translation)
class TranslationAdmin(PartAdmin):
    form = CorrectedPartForm
    whole = "statement"
    list_display = ["statement", "language", "kind", "translator"]
    list_filter = [StatementFilter, "kind"]
    list_select_related = ["statement__speaker"]
    search_fields = ["title", "text", "statement__title", "=language", "translator"]
    search_help_text = _("Words of the title or text, a language tag, or a translator.")
    ordering = ["-pk"]
    fields = ["statement", "language", "kind", "translator", "title", "text"]
    lines = {"text": 30}
    label_related = ["statement__speaker"]
    fixed_once_public = []
    view_on_site = False

    def asks_for_a_note(self, obj):
        # Which statement it is of is chosen in the form itself.
        return True

    def once_public(self, queryset):
        # In the form of its statement it is taken away with a word to its readers.
        return queryset.filter(statement__in=published())

    def why_kept(self, number):
        message = ngettext(
            "%(number)d of the selected is read on the page of its statement. "
            "Nothing was deleted: take it away in the form of the statement, which asks what readers are told.",
            "%(number)d of the selected are read on the pages of their statements. "
            "Nothing was deleted: take them away in the forms of the statements, which ask what readers are told.",
            number,
        )
        return message % {"number": number}
