from django.contrib import admin
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.facts import FactAdmin, FactInline
from proceedings.admin.base.inlines import NounInline
from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.base.pictures import PictureInput, PortraitPage
from proceedings.admin.changelist.counts import CountOf
from proceedings.admin.changelist.filters import ReferenceFilter
from proceedings.admin.changelist.missing import SpeakerMissingFilter
from proceedings.admin.speakers.choices import SpeakerChoicesPage
from proceedings.admin.speakers.duplicates import DuplicatesPage
from proceedings.admin.speakers.merge import MergePage
from proceedings.admin.speakers.model_admin import MergeableAdmin
from proceedings.admin.speakers.names import NamesPage, SpeakerForm
from proceedings.admin.speakers.quick_add import QuickAddPage
from proceedings.admin.speakers.undo_merge import UndoMergePage
from proceedings.models import Appointment, OtherName, Speaker, SpeakerIdentifier, Statement
from proceedings.models.columns.portraits import PortraitField
from proceedings.models.names.parts import LITERAL, NameParts

from .conference import ConferenceFilter

STATEMENTS = CountOf(Statement, "speaker", "speaker", further=["co_speakers__speaker"])
APPOINTMENTS = CountOf(Appointment, "speaker", "speaker")
NAMES = CountOf(OtherName, "speaker", "speaker")
IDENTIFIERS = CountOf(SpeakerIdentifier, "speaker", "speaker")

PARTS_HELP = _(
    "Citations and lists use these. For a new speaker they are proposed from the name if you leave all of them empty: "
    "check them after saving. Leave them empty for an organisation, a single name, or a name without a family name."
)


class SpeakerFilter(ReferenceFilter):
    title = _("speaker")
    parameter_name = "speaker"
    field = Statement._meta.get_field("speaker")


class SpokeAtFilter(ConferenceFilter):
    def narrow(self, queryset, chosen):
        # Unpublished statements count too.
        return queryset.of_statements(Statement.objects.at(chosen))


class OtherNameInline(FactInline):
    model = OtherName
    fields = ["name", "language"]


class SpeakerIdentifierInline(FactInline):
    model = SpeakerIdentifier
    fields = ["scheme", "value"]


class AppointmentInline(NounInline):
    model = Appointment
    fields = ["title", "organisation", "starts_on", "ends_on"]
    related = ["organisation"]
    show_change_link = True


@admin.register(Speaker)
class SpeakerAdmin(MergeableAdmin):
    form = SpeakerForm
    formfield_overrides = {PortraitField: {"widget": PictureInput}}
    pages = [*NounAdmin.pages, QuickAddPage, MergePage, UndoMergePage, DuplicatesPage, PortraitPage, NamesPage]
    choices_page = SpeakerChoicesPage
    list_display = ["name", "sort_name", "country", STATEMENTS, APPOINTMENTS]
    list_filter = [SpokeAtFilter, SpeakerMissingFilter]
    search_fields = ["name", "sort_name", "slug", "other_names__name"]
    searches_slugs = True
    search_help_text = _("Search by words of a name, in any script.")
    readonly_fields = [STATEMENTS, APPOINTMENTS, NAMES, IDENTIFIERS]
    lines = {"biography": 10}
    inlines = [OtherNameInline, AppointmentInline, SpeakerIdentifierInline]
    fieldsets = [
        (None, {"fields": ["name", "sort_name", "honorific", "slug", "country", "biography"]}),
        (_("Parts of the name"), {"fields": [*NameParts._fields], "description": PARTS_HELP}),
        (_("Portrait"), {"fields": ["portrait", "portrait_credit"]}),
        (_("Elsewhere"), {"fields": ["website", "orcid", "wikidata"]}),
        (_("In the record"), {"fields": [STATEMENTS, APPOINTMENTS, NAMES, IDENTIFIERS]}),
    ]

    class Media:
        js = [Script("proceedings/speaker.js", type="module")]

    def get_fieldsets(self, request, obj=None):
        (title, names), *others = super().get_fieldsets(request, obj)
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        # The box below the name is not a field of the model, so a read-only form does not have it.
        box = ["is_another"] if may_write else []
        return [(title, names | {"fields": ["name", *box, *names["fields"][1:]]}), *others]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if not change and "name" in form.base_fields:
            # speaker.js asks there for the parts of the name and for speakers of the same name.
            form.base_fields["name"].widget.attrs |= {
                "data-names": reverse("admin:proceedings_speaker_names"),
                "data-same-names": _("On record already:"),
            }
        return form

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        speaker = form.instance
        other_names = [other.name for other in speaker.other_names.all()]
        if not change and speaker.parts == LITERAL and (parts := speaker.proposed_parts(other_names)) != LITERAL:
            # A name in Chinese characters, which the form has just saved, shows which word is the family name.
            speaker.parts = parts
            speaker.save()


@admin.register(OtherName)
class OtherNameAdmin(FactAdmin):
    owner = "speaker"
    list_display = ["name", "language", "speaker"]
    list_filter = [SpeakerFilter]
    list_select_related = ["speaker"]
    search_fields = ["name", "speaker__name"]
    search_help_text = _("Search by words of either name.")
    ordering = ["name", "pk"]
    fields = ["speaker", "name", "language"]


@admin.register(SpeakerIdentifier)
class SpeakerIdentifierAdmin(FactAdmin):
    owner = "speaker"
    list_display = ["value", "scheme", "speaker"]
    list_filter = ["scheme", SpeakerFilter]
    list_select_related = ["speaker"]
    search_fields = ["value", "scheme", "speaker__name"]
    search_help_text = _("Search by an identifier, its scheme, or words of the name.")
    ordering = ["scheme", "value"]
    fields = ["speaker", "scheme", "value"]
