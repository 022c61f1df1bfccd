"""The ModelAdmin of every model."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.changelist.counts import CountedList
from proceedings.admin.changelist.deletion import confirm_deletion, deleted_objects
from proceedings.admin.changelist.downloads import DownloadPage, table_of, workbook_of
from proceedings.admin.changelist.pagination import BoundedPaginator
from proceedings.admin.forms.addresses import drafts_named_after, renew_drafts, renew_slug
from proceedings.admin.forms.widgets import ReferenceSelect
from proceedings.admin.revisions.forms import NounForm
from proceedings.admin.revisions.history import DeletedPage, HistoryPage
from proceedings.admin.revisions.model_admin import RevisionMixin
from proceedings.admin.revisions.restore import RestorePage
from proceedings.admin.revisions.restored_row import unrestored_fields
from proceedings.models.columns.slugs import slugify
from proceedings.models.former_address import PermanentSlugModel

from . import inlines
from .choices import ChoicesPage
from .form_fields import FormFieldsMixin


class NounAdmin(RevisionMixin, FormFieldsMixin, admin.ModelAdmin):
    form = NounForm
    change_list_template = "admin/proceedings/change_list.html"
    list_per_page = 50
    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    actions = ["delete_selected"]
    # The AdminPage classes of the pages other than the list and the forms.
    pages = [DownloadPage, DeletedPage, HistoryPage, RestorePage]
    # The AdminPage class of the choices that a reference to this model offers.
    choices_page = ChoicesPage
    # The related rows that the label of a row shows.
    label_related = ()
    # Whether the search also looks in slugs, which are spelled in ASCII.
    searches_slugs = False
    # The fields that stay as they are once readers have seen the row.
    fixed_once_public = ["slug"]
    # Whether a row that readers have seen cannot be deleted.
    kept_once_public = True

    class Media:
        css = {"all": ["proceedings/markdown.css"]}
        js = ["proceedings/markdown.js"]

    def get_urls(self):
        return [page.url_pattern(self) for page in (self.choices_page, *self.pages)] + super().get_urls()

    # Lists

    def get_changelist(self, request, **kwargs):
        return CountedList

    @property
    def media(self):
        # The filters of the list use the same widget as the references of the form.
        return super().media + ReferenceSelect(None, self.admin_site).media

    def get_search_results(self, request, queryset, search_term):
        # The form of the list refuses NUL, but the choices of a reference pass it on; PostgreSQL raises an error.
        search_term = search_term.replace("\0", " ")
        results, may_have_duplicates = super().get_search_results(request, queryset, search_term)
        slug = slugify(search_term)
        if slug and self.searches_slugs:
            # SQLite folds the case of ASCII only; slugs are in ASCII, whatever the script of the name.
            results |= queryset.filter(slug__contains=slug)
        return results, may_have_duplicates

    def get_download_table(self, queryset):
        """Return the headings and the rows of texts of the downloaded list."""
        return table_of(self, queryset)

    def get_download_workbook(self, queryset):
        return workbook_of(self.opts, *self.get_download_table(queryset))

    # References to a row

    def label(self, row):
        """The label of a row where it is chosen or named among others."""
        return str(row)

    def labelled(self, queryset):
        """The queryset with the related rows that the labels show."""
        return queryset.select_related(*self.label_related)

    def narrow_choices(self, request, queryset):
        """The rows that a reference offers."""
        return self.labelled(queryset)

    # Forms

    def get_inlines(self, request, obj):
        return [inline for inline in super().get_inlines(request, obj) if self.shows_inline(inline, request, obj)]

    def shows_inline(self, inline, request, obj):
        """Whether the form has the inline: on POST, if its rows were sent; otherwise, unless they are too many."""
        key = next(field for field in inline.model._meta.fields if field.related_model is self.model)
        if request.method == "POST":
            return f"{key.remote_field.get_accessor_name()}-TOTAL_FORMS" in request.POST
        return obj is None or self.fits_in_form(inline.model, {key.name: obj.pk})

    def fits_in_form(self, model, condition):
        """Whether the rows of an inline that meet the condition are few enough for a form."""
        return model._base_manager.filter(**condition)[: inlines.MAX_ROWS + 1].count() <= inlines.MAX_ROWS

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        slug = form.base_fields.get("slug")
        if slug and not (obj and self.was_public(obj)):
            slug.help_text = f"{slug.help_text} {_('It follows later changes until the first publication.')}"
        if obj and self.was_public(obj):
            for name in self.fixed_once_public:
                field = form.base_fields.get(name)
                if field and name == "slug" and self.may_change_address(request):
                    field.help_text = _(
                        "Readers have seen this address. If you change it, the old one redirects to it."
                    )
                elif field:
                    # Disabled, not read-only: the constraints on this field are still checked.
                    field.disabled = True
                    field.help_text = _("Readers have seen this, so it cannot change.")
        return form

    def save_model(self, request, obj, form, change):
        if change and "slug" not in form.changed_data:
            renew_slug(obj)
        drafts = drafts_named_after(obj, form.changed_data) if change else []
        super().save_model(request, obj, form, change)
        renew_drafts(drafts, by=request.user)

    def view_on_site(self, obj):
        public = self.model.objects.public().filter(pk=obj.pk)
        # The row as it is stored: a form with errors has changed this one.
        row = public.first()
        return row and row.get_absolute_url()

    # Rows that readers have seen

    def once_public(self, queryset):
        """The rows that are or have been public."""
        return queryset.once_public() if hasattr(queryset, "once_public") else queryset.none()

    def was_public(self, row):
        """Whether the row is or has been public; one query for each row object."""
        if not hasattr(row, "was_public"):
            row.was_public = self.once_public(self.model.objects.filter(pk=row.pk)).exists()
        return row.was_public

    def may_change_address(self, request):
        """Whether the user may change an address that readers have seen, which leaves a former address."""
        return issubclass(self.model, PermanentSlugModel) and request.user.has_perm("proceedings.add_formeraddress")

    # Deletion

    def keeps_public_rows(self, request):
        """Whether rows that readers have seen cannot be deleted by the user."""
        return self.kept_once_public

    def has_delete_permission(self, request, obj=None):
        kept = obj is not None and self.keeps_public_rows(request) and self.was_public(obj)
        return super().has_delete_permission(request, obj) and not kept

    def may_delete(self, request, rows):
        """Whether the user may delete all of these rows."""
        public = self.once_public(self.model.objects.filter(pk__in=[row.pk for row in rows]))
        return super().has_delete_permission(request) and not (self.keeps_public_rows(request) and public.exists())

    def get_deleted_objects(self, objs, request):
        return deleted_objects(objs, request, self.admin_site)

    def kept_message(self, number):
        """The message that refuses a bulk deletion with rows that readers have seen."""
        message = ngettext(
            "Nothing was deleted. %(number)d of the selected has been public, so its address stays. "
            "Withdraw it with a reason, or leave it out of the selection.",
            "Nothing was deleted. %(number)d of the selected have been public, so their addresses stay. "
            "Withdraw them with a reason, or leave them out of the selection.",
            number,
        )
        return message % {"number": number}

    @admin.action(description=_("Delete the selected %(verbose_name_plural)s"), permissions=["delete"])
    def delete_selected(self, request, queryset):
        return confirm_deletion(self, request, queryset)

    # Restoring a version

    def has_restore_permission(self, request, row):
        """Whether the user may restore a version of the row, which is None if it is deleted."""
        return self.has_change_permission(request, row) if row else self.has_add_permission(request)

    def may_restore_to(self, request, row):
        """Whether the user may restore the row, which has the values of the version."""
        return True

    def get_unrestored_fields(self, row):
        """The names of the fields that restoring does not change; the row is None if it is deleted."""
        names = unrestored_fields(self.model)
        return names | {*self.fixed_once_public, "slug"} if row and self.was_public(row) else names
