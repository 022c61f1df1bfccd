"""What the pages of every noun have in common."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.forms import BaseInlineFormSet
from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.changelist.counts import CountedList
from proceedings.admin.changelist.deletion import what_goes_too
from proceedings.admin.changelist.downloads import Downloading
from proceedings.admin.forms.fields import RowForm, TextField
from proceedings.admin.forms.widgets import Choices, KnownReferences, ReferenceSelect, ReferenceSelectMultiple
from proceedings.admin.revisions.conflicts import Conflicts
from proceedings.admin.revisions.correction_notes import CorrectedRows, Correcting
from proceedings.admin.revisions.forms import SEEN, NounForm
from proceedings.admin.revisions.history import Histories
from proceedings.models.columns.fields import Markdown
from proceedings.models.columns.slugs import slugify
from proceedings.models.former_address import Permanent

# Rows of an inline that a form shows, and that it can grow to: all its fields together stay below the number
# that Django takes (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MOST_IN_A_FORM = 50
MOST_WITH_NEW = 60

# A bulk deletion fetches every row and all that hangs on it.
MOST_AT_ONCE = 500

# Room enough for any order, and for the database's integers when rows step aside.
LAST_POSITION = 1_000_000


class Fields:
    # Lines of a text's box, by field.
    lines = {}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, models.TextField):
            attributes = {"rows": self.lines.get(db_field.name, 6), "dir": "auto"}
            if isinstance(db_field, Markdown):
                # Where a preview of it is to be had (see writing.py).
                attributes |= {"data-markdown": reverse_lazy("admin:markdown"), "data-preview": _("Preview")}
            kwargs["widget"] = AdminTextareaWidget(attributes)
            kwargs["form_class"] = TextField
        elif isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        elif db_field.name == "position":
            kwargs["max_value"] = LAST_POSITION
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # Deleting a speaker is not a thing to do from one of the statements.
            field.widget.can_delete_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs["widget"] = ReferenceSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = ReferenceSelectMultiple(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


class RowFormSet(CorrectedRows, KnownReferences, BaseInlineFormSet):
    pass


class NounInline(Fields, admin.TabularInline):
    form = RowForm
    formset = RowFormSet
    extra = 0
    max_num = MOST_WITH_NEW
    view_on_site = False
    related = ()  # What a row's fields and label show.

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            # A row has no room for more than the sign that adds one.
            field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.related)

    # What a form only shows, its rows only show, too.

    def has_add_permission(self, request, obj):
        return super().has_add_permission(request, obj) and self.may_change_whole(request, obj)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and self.may_change_whole(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_change_whole(request, obj)

    def may_change_whole(self, request, obj):
        return obj is None or self.admin_site.get_model_admin(self.parent_model).has_change_permission(request, obj)


class NounAdmin(Conflicts, Correcting, Histories, Downloading, Fields, admin.ModelAdmin):
    form = NounForm
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["delete_selected"]
    pages = []  # The classes of the pages beside its list and forms (see pages.py).
    label_related = ()  # What a row's label shows.
    found_by_spelling = False  # Whether the address is a name that readers of another script may look for.
    fixed_once_public = ["slug"]
    kept_once_public = True

    class Media:
        css = {"all": ["proceedings/admin.css", "proceedings/markdown.css"]}
        js = ["proceedings/markdown.js"]

    # Lists

    def get_changelist(self, request, **kwargs):
        return CountedList

    @property
    def media(self):
        # The lists' filters are chosen like the forms' references.
        return super().media + ReferenceSelect(None, self.admin_site).media

    def get_search_results(self, request, queryset, search_term):
        # A list's own form refuses it, the choice of a reference passes it on; PostgreSQL cannot be asked for it.
        search_term = search_term.replace("\0", " ")
        found, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        spelled = slugify(search_term)
        if spelled and self.found_by_spelling:
            # SQLite folds the case of ASCII only; addresses are spelled in it, whatever the script of the name.
            found |= queryset.filter(slug__contains=spelled)
        return found, may_have_duplicates

    # References to this noun

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_choices"
        view = self.admin_site.admin_view(Choices.as_view(admin_site=self.admin_site))
        pages = [page.url_pattern(self) for page in self.pages]
        return [*pages, path("choices/", view, name=name), *super().get_urls()]

    def label(self, row):
        """How the row is told from others, where it is chosen or named."""
        return str(row)

    def labelled(self, queryset):
        return queryset.select_related(*self.label_related)

    def narrow_choices(self, request, queryset):
        return self.labelled(queryset)

    # Forms

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if not (self.has_change_permission(request, obj) if obj else self.has_add_permission(request)):
            return fieldsets
        telling = ["correction_note", "no_change_of_substance"] if self.asks_for_a_note(obj) else []
        return [*fieldsets, (_("This change"), {"fields": [*telling, "why", SEEN]})]

    def save_form(self, request, form, change):
        # The history tells it of all that this form writes.
        request.change_reason = form.cleaned_data["why"]
        return super().save_form(request, form, change)

    def get_inlines(self, request, obj):
        return [inline for inline in super().get_inlines(request, obj) if self.holds(inline, request, obj)]

    def holds(self, inline, request, obj):
        """Whether the form shows the rows: not when they are too many, but always those that were sent."""
        key = next(field for field in inline.model._meta.fields if field.related_model is self.model)
        if request.method == "POST":
            return f"{key.remote_field.get_accessor_name()}-TOTAL_FORMS" in request.POST
        if obj is None:
            return True
        return self.has_room(inline.model, {key.name: obj.pk})

    def has_room(self, model, condition):
        return model._base_manager.filter(**condition)[: MOST_IN_A_FORM + 1].count() <= MOST_IN_A_FORM

    def view_on_site(self, obj):
        public = self.model.objects.public().filter(pk=obj.pk)
        return obj.get_absolute_url() if public.exists() else None

    # What stays once readers have seen it

    def once_public(self, queryset):
        """The rows that are or have been public."""
        return queryset.once_public() if hasattr(queryset, "once_public") else queryset.none()

    def was_public(self, row):
        if not hasattr(row, "was_public"):
            row.was_public = self.once_public(self.model.objects.filter(pk=row.pk)).exists()
        return row.was_public

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if obj and self.was_public(obj):
            for name in self.fixed_once_public:
                field = form.base_fields.get(name)
                if field and name == "slug" and self.may_move(request):
                    field.help_text = _("Readers have seen it: when it changes, the former one leads to it.")
                elif field:
                    # Disabled, not read-only: the constraints that it is part of are still checked.
                    field.disabled = True
                    field.help_text = _("Readers have seen it, so it stays.")
        return form

    def may_move(self, request):
        """Whether the user may give what readers have seen another address: that leaves a former one."""
        return issubclass(self.model, Permanent) and request.user.has_perm("proceedings.add_formeraddress")

    def has_delete_permission(self, request, obj=None):
        kept = obj is not None and self.kept_once_public and self.was_public(obj)
        return super().has_delete_permission(request, obj) and not kept

    def may_delete(self, request, rows):
        kept = self.once_public(self.model.objects.filter(pk__in=[row.pk for row in rows]))
        return super().has_delete_permission(request) and not (self.kept_once_public and kept.exists())

    def get_deleted_objects(self, objs, request):
        return what_goes_too(objs, request, self.admin_site)

    def why_kept(self, number):
        message = ngettext(
            "%(number)d of the selected has been public, and its address stays. "
            "Nothing was deleted: withdraw it with a reason instead, or leave it out.",
            "%(number)d of the selected have been public, and their addresses stay. "
            "Nothing was deleted: withdraw them with a reason instead, or leave them out.",
            number,
        )
        return message % {"number": number}

    @admin.action(description=_("Delete the selected %(verbose_name_plural)s"), permissions=["delete"])
    def delete_selected(self, request, queryset):
        kept = self.once_public(queryset).count() if self.kept_once_public else 0
        if kept:
            self.message_user(request, self.why_kept(kept), messages.ERROR)
            return None
        if queryset.count() > MOST_AT_ONCE:
            message = _("Nothing was deleted: select at most %(number)d at once.")
            self.message_user(request, message % {"number": MOST_AT_ONCE}, messages.ERROR)
            return None
        return delete_selected(self, request, queryset)
