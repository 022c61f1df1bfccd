from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.models import Statement, Theme
from proceedings.models.counts import kept

STATEMENTS = CountOf(Statement, "theme", "theme", through=Statement.themes.through)
NARROWER = CountOf(Theme, "parent", "parent")
NARROWER.short_description = _("narrower themes")


class ThemeFilter(ReferenceFilter):
    title = _("theme")
    parameter_name = "theme"
    field = Statement.themes.through._meta.get_field("theme")

    def narrow(self, queryset, chosen):
        return queryset.about(chosen, number=kept.number("theme", chosen.pk))


class ParentFilter(ReferenceFilter):
    title = _("broader theme")
    parameter_name = "parent"
    field = Theme._meta.get_field("parent")


@admin.register(Theme)
class ThemeAdmin(NounAdmin):
    list_display = ["name", "parent", NARROWER, STATEMENTS]
    list_filter = [ParentFilter]
    list_select_related = ["parent"]
    search_fields = ["name", "slug", "parent__name"]
    searches_slugs = True
    search_help_text = _("Search by words of the name or of the broader theme's name.")
    readonly_fields = [NARROWER, STATEMENTS]
    label_related = ["parent"]
    fieldsets = [
        (None, {"fields": ["name", "slug", "parent", "description"]}),
        (_("Elsewhere"), {"fields": ["same_as"]}),
        (_("In the record"), {"fields": [NARROWER, STATEMENTS]}),
    ]

    def label(self, row):
        return f"{row} ({row.parent})" if row.parent else str(row)
