"""The pages that merge two speakers: choose the other one, compare both, confirm."""

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.pages import AdminPage
from proceedings.admin.forms.widgets import ReferenceSelect
from proceedings.admin.unsaved.saved_copies import report_unsaved
from proceedings.editorial.merge_speakers import MergeError, merge, plan
from proceedings.models import Speaker, Statement
from proceedings.models.columns.identifiers import validate_no_nul
from proceedings.models.columns.languages import LanguageFormField
from proceedings.models.search.name_lookup import language_of

from .comparison import comparison


class OtherSpeakerForm(forms.Form):
    """Choose the speaker to merge with."""

    def __init__(self, site, **kwargs):
        super().__init__(**kwargs)
        widget = ReferenceSelect(Statement._meta.get_field("speaker"), site)
        self.fields["with"] = forms.ModelChoiceField(Speaker.objects, label=_("Same person as"), widget=widget)


class MergeForm(forms.Form):
    language = LanguageFormField(
        label=_("Language of the name"),
        max_length=35,
        help_text=_("A BCP 47 tag, such as en, ru or zh-Hant. Enter und if you do not know it."),
    )
    why = forms.CharField(
        label=_("Reason for the merge"),
        required=False,
        max_length=1000,
        validators=[validate_no_nul],
        help_text=_("Kept in the history; readers do not see it."),
        widget=forms.Textarea({"rows": 3, "dir": "auto"}),
    )

    def __init__(self, planned, **kwargs):
        super().__init__(initial={"language": language_of(planned.speaker.name)}, **kwargs)
        if not planned.keeps_name:
            del self.fields["language"]


class MergePage(AdminPage):
    """Merge a speaker with another one, which `?with=` names; `?stays=` is the key of the speaker to keep."""

    route = "<key:pk>/merge/"
    name = "merge"
    template_name = "admin/proceedings/speaker/merge.html"
    title = _("Merge two speakers?")

    def has_permission(self):
        return self.model_admin.has_merge_permission(self.request)

    def get(self, request, pk):
        speaker = self.model_admin.get_object(request, str(pk))
        if speaker is None:
            return self.model_admin._get_obj_does_not_exist_redirect(request, self.opts, str(pk))
        form = OtherSpeakerForm(self.model_admin.admin_site, data=request.GET if "with" in request.GET else None)
        if not form.is_valid():
            return self.choose(speaker, form)
        merged, kept = in_order(speaker, form.cleaned_data["with"], request.GET.get("stays"))
        try:
            planned = plan(merged, kept)
            return self.confirm(planned) if request.method == "POST" else self.show(planned, MergeForm(planned))
        except MergeError as error:
            report_unsaved(request)
            self.model_admin.message_user(request, str(error), messages.ERROR)
            return HttpResponseRedirect(self.reverse("changelist"))

    # The address names both speakers, so the checks are the same.
    post = get

    def choose(self, speaker, form):
        context = self.get_context(title=_("Merge with another speaker"), speaker=speaker, form=form)
        return TemplateResponse(self.request, "admin/proceedings/speaker/choose.html", context)

    def show(self, planned, form):
        return self.render(
            plan=planned,
            form=form,
            comparison=comparison(planned),
            swap_url=merge_url(planned.speaker.pk, planned.into.pk, stays=planned.speaker.pk),
        )

    def confirm(self, planned):
        """Merge, if the comparison that the user saw still holds."""
        request = self.request
        if request.POST.get("fingerprint") != planned.fingerprint:
            message = _("One of these speakers has changed. Please check the comparison again.")
            self.model_admin.message_user(request, message, messages.WARNING)
            return self.show(planned, MergeForm(planned))
        form = MergeForm(planned, data=request.POST)
        if not form.is_valid():
            return self.show(planned, form)
        merge(planned.speaker, into=planned.into, by=request.user, **form.cleaned_data)
        params = {"name": planned.speaker, "into": planned.into}
        message = str(_("Merged %(name)s into this speaker.") % params)
        self.model_admin.log_change(request, planned.into, message)
        self.model_admin.message_user(request, _("Merged %(name)s into %(into)s.") % params, messages.SUCCESS)
        return HttpResponseRedirect(self.reverse("change", planned.into.pk))


def in_order(one, other, kept_key):
    """Return (merged, kept): the editor's choice, else the speaker with more statements is kept, else the older one."""
    if str(other.pk) == kept_key:
        return one, other
    if str(one.pk) == kept_key:
        return other, one
    kept, merged = sorted([one, other], key=lambda row: (-Statement.objects.by(row).count(), row.pk))
    return merged, kept


def merge_url(pk, other_pk, **params):
    """Return the address of the comparison of two speakers."""
    return f"{reverse('admin:proceedings_speaker_merge', args=[pk])}?{urlencode({'with': other_pk} | params)}"
