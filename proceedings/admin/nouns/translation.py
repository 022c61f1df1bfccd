from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.part_admin import StatementPartAdmin
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.models import Correction, Translation


class StatementFilter(ReferenceFilter):
    title = _("statement")
    parameter_name = "statement"
    field = Correction._meta.get_field("statement")


@admin.register(Translation)
class TranslationAdmin(StatementPartAdmin):
    list_display = ["statement", "language", "kind", "translator"]
    list_filter = [StatementFilter, "kind"]
    list_select_related = ["statement__speaker"]
    search_fields = ["title", "text", "statement__title", "=language", "translator"]
    search_help_text = _("Search by words of the title or text, by language tag or by translator.")
    ordering = ["-pk"]
    fields = ["statement", "language", "kind", "translator", "title", "text", "text_format"]
    lines = {"text": 30}
    label_related = ["statement__speaker"]
