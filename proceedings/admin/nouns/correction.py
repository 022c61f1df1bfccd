from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.part_admin import PartAdmin
from proceedings.models import Correction

from .translation import StatementFilter


@admin.register(Correction)
class CorrectionAdmin(PartAdmin):
    whole = "statement"
    list_display = ["statement", "made_on", "note"]
    list_filter = [StatementFilter]
    list_select_related = ["statement__speaker"]
    search_fields = ["note", "statement__title"]
    search_help_text = _("Search by words of the note or of the statement's title.")
    ordering = ["-made_on", "-pk"]
    fields = ["statement", "made_on", "note"]
    label_related = ["statement__speaker"]
    fixed_once_public = []
    view_on_site = False
