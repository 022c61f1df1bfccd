"""Two speakers made one: shown side by side first, and done when somebody says yes to what was shown."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from proceedings.admin.forms.widgets import KEY, ReferenceSelect
from proceedings.editorial.merge_record import Merge
from proceedings.editorial.merge_speakers import PERMISSION, MergeError, merge, plan
from proceedings.editorial.undo_merge import obstacle, undo
from proceedings.models import Speaker, Statement
from proceedings.models.columns.identifiers import validate_language, validate_no_nul
from proceedings.models.search.name_lookup import language_of

from .comparison import comparison


class OtherForm(forms.Form):
    """Whom else the speaker may be."""

    def __init__(self, site, **kwargs):
        super().__init__(**kwargs)
        widget = ReferenceSelect(Statement._meta.get_field("speaker"), site)
        self.fields["with"] = forms.ModelChoiceField(Speaker.objects, label=_("The same person as"), widget=widget)


class MergeForm(forms.Form):
    language = forms.CharField(
        label=_("Language of the name"),
        max_length=35,
        validators=[validate_language],
        help_text=_("A BCP 47 tag, such as en, ru or zh-Hant; und when it is not known."),
    )
    why = forms.CharField(
        label=_("Why they are one"),
        required=False,
        max_length=1000,
        validators=[validate_no_nul],
        help_text=_("For those who come after you; the history tells it."),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def __init__(self, planned, **kwargs):
        super().__init__(initial={"language": language_of(planned.speaker.name)}, **kwargs)
        if not planned.keeps_name:
            del self.fields["language"]


class Merging:
    """Adds to the admin of speakers what makes two of them one, and parts them again."""

    actions = ["merge_selected"]
    change_form_template = "admin/proceedings/speaker/change_form.html"

    def get_urls(self):
        wrapped = self.admin_site.admin_view
        return [
            path("merges/<int:key>/undo/", wrapped(self.undo_merge), name="proceedings_speaker_unmerge"),
            path("<path:object_id>/merge/", wrapped(self.merge), name="proceedings_speaker_merge"),
            *super().get_urls(),
        ]

    def has_merge_permission(self, request):
        return request.user.has_perm(PERMISSION)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        may = self.has_merge_permission(request)
        merges = Merge.objects.newest_first().select_related("merged_by", "undone_by")
        merges = merges.filter(into=object_id) if KEY.fullmatch(object_id) else ()
        more = {"may_merge": may, "merges": merges}
        return super().change_view(request, object_id, form_url, {**more, **(extra_context or {})})

    @admin.action(description=_("Merge the two selected speakers"), permissions=["merge"])
    def merge_selected(self, request, queryset):
        keys = list(queryset.order_by("pk").values_list("pk", flat=True)[:3])
        if len(keys) != 2:  # noqa: PLR2004
            self.message_user(request, _("Select the two speakers who are one person."), messages.ERROR)
            return None
        return HttpResponseRedirect(merge_page(*keys))

    def merge(self, request, object_id):
        if not self.has_merge_permission(request):
            raise PermissionDenied
        found = self.get_object(request, unquote(object_id)) if KEY.fullmatch(object_id) else None
        if found is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        choice = OtherForm(self.admin_site, data=request.GET if "with" in request.GET else None)
        if not choice.is_valid():
            return self.merging_page(request, "choose", {"speaker": found, "form": choice})
        speaker, into = in_order(found, choice.cleaned_data["with"], request.GET.get("stays"))
        try:
            planned = plan(speaker, into)
            if request.method == "POST":
                return self.confirmed(request, planned)
        except MergeError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:proceedings_speaker_changelist"))
        return self.shown(request, planned, MergeForm(planned))

    def shown(self, request, planned, form):
        context = {
            "plan": planned,
            "form": form,
            "comparison": comparison(planned),
            "other_way": merge_page(planned.speaker.pk, planned.into.pk, stays=planned.speaker.pk),
        }
        return self.merging_page(request, "merge", context)

    def confirmed(self, request, planned):
        form = MergeForm(planned, data=request.POST)
        if request.POST.get("fingerprint") != planned.fingerprint:
            message = _("One of the two has changed meanwhile: please look again.")
            self.message_user(request, message, messages.WARNING)
            return self.shown(request, planned, MergeForm(planned))
        if not form.is_valid():
            return self.shown(request, planned, form)
        merge(planned.speaker, into=planned.into, by=request.user, **form.cleaned_data)
        told = {"name": planned.speaker, "into": planned.into}
        self.log(request, planned.into, _("Merged %(name)s into it.") % told)
        self.message_user(request, _("%(name)s and %(into)s are one speaker now.") % told, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:proceedings_speaker_change", args=[planned.into.pk]))

    def undo_merge(self, request, key):
        if not self.has_merge_permission(request):
            raise PermissionDenied
        found = Merge.objects.filter(pk=key).first() if KEY.fullmatch(str(key)) else None
        reason = obstacle(found) if found else _("There is no such merge.")
        if reason:
            self.message_user(request, reason, messages.ERROR)
            return HttpResponseRedirect(reverse("admin:proceedings_speaker_changelist"))
        if request.method != "POST":
            return self.merging_page(request, "unmerge", {"merge": found, "into": found.into})
        try:
            speaker, left = undo(found, by=request.user)
        except MergeError as error:
            self.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:proceedings_speaker_changelist"))
        told = {"name": speaker, "into": found.into}
        self.log(request, speaker, _("Parted from %(into)s again.") % told)
        self.message_user(request, _("%(name)s and %(into)s are two speakers again.") % told, messages.SUCCESS)
        if left:
            sentence = ngettext(
                "%(number)d statement stays where somebody put it since.",
                "%(number)d statements stay where somebody put them since.",
                left,
            )
            self.message_user(request, sentence % {"number": left}, messages.WARNING)
        return HttpResponseRedirect(reverse("admin:proceedings_speaker_change", args=[speaker.pk]))

    def merging_page(self, request, page, context):
        titles = {
            "choose": _("Merge with another speaker"),
            "merge": _("Make one speaker of two?"),
            "unmerge": _("Part them again?"),
        }
        common = {"title": titles[page], "opts": self.opts, "media": self.media}
        template = f"admin/proceedings/speaker/{page}.html"
        return TemplateResponse(request, template, self.admin_site.each_context(request) | common | context)

    def log(self, request, speaker, message):
        """Who did it, for the history of the speaker."""
        LogEntry.objects.log_actions(request.user.pk, [speaker], CHANGE, change_message=str(message))


def in_order(one, other, stays):
    """Who goes, then who stays: whom the editor chose, else whoever said more, else who was there first."""
    if str(other.pk) == stays:
        return one, other
    if str(one.pk) == stays:
        return other, one
    into, speaker = sorted([one, other], key=lambda row: (-row.statements.count(), row.pk))
    return speaker, into


def merge_page(one, other, **asked):
    return f"{reverse('admin:proceedings_speaker_merge', args=[one])}?{urlencode({'with': other} | asked)}"
