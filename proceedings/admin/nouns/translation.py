from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.base.part_admin import CorrectedPartForm, PartAdmin
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.admin.revisions.correction_notes import published_statements
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
    search_help_text = _("Search by words of the title or text, by language tag or by translator.")
    ordering = ["-pk"]
    fields = ["statement", "language", "kind", "translator", "title", "text"]
    lines = {"text": 30}
    label_related = ["statement__speaker"]
    fixed_once_public = []
    view_on_site = False

    def shows_correction_note(self, obj):
        # The statement is chosen in the form, so it is not known yet whether it is published.
        return True

    def once_public(self, queryset):
        # The form of the statement deletes it, with a correction note.
        return queryset.filter(statement__in=published_statements())

    def kept_message(self, number):
        message = ngettext(
            "Nothing was deleted. %(number)d of the selected is on the page of its statement. "
            "Delete it in the form of the statement, which asks for a correction note.",
            "Nothing was deleted. %(number)d of the selected are on the pages of their statements. "
            "Delete them in the forms of the statements, which ask for correction notes.",
            number,
        )
        return message % {"number": number}
