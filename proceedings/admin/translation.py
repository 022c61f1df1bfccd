from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.models import Correction, Translation

from .narrowing import ReferenceFilter
from .parts import CorrectedPartForm, PartAdmin


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
