"""A new speaker on the spot: a form in a dialog, with the persons of the same name who are there already."""

from django import forms
from django.db import transaction
from django.http import JsonResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.pages import AdminPage
from proceedings.admin.forms.widgets import ReferenceSelect
from proceedings.models import Appointment, Organisation, Speaker
from proceedings.models.columns.partial_dates import Period
from proceedings.models.history import set_change_reason
from proceedings.models.search.name_lookup import typed_words

from .choices import may_view_posts, note

# Persons of the same name that the dialog offers.
MAX_NAMESAKES = 5
WHY = _("Added on the spot.")


class QuickAddForm(forms.ModelForm):
    another = forms.BooleanField(label=_("This is another person"), required=False)

    class Meta:
        model = Speaker
        fields = ["name"]

    def __init__(self, *args, site, may_add_post, may_add_organisation, may_view, **kwargs):
        super().__init__(*args, prefix="quick", **kwargs)
        field = Appointment._meta.get_field("organisation")
        self.fields["title"] = Appointment._meta.get_field("title").formfield(label=_("Post"), required=False)
        self.fields["organisation"] = field.formfield(widget=ReferenceSelect(field, site), required=False, help_text="")
        self.fields["new_organisation"] = Organisation._meta.get_field("name").formfield(
            label=_("Or a new organisation"), required=False
        )
        if not may_add_post:
            del self.fields["title"], self.fields["organisation"]
        if not (may_add_post and may_add_organisation):
            del self.fields["new_organisation"]
        for name in self.fields.keys() & {"name", "title", "new_organisation"}:
            self.fields[name].widget.attrs |= {"dir": "auto", "class": "vTextField"}
        self.namesakes = namesakes(self["name"].value() or "") if may_view else []
        if self.namesakes:
            self.order_fields(["name", "another"])
        else:
            del self.fields["another"]

    def clean(self):
        cleaned = super().clean()
        if self.namesakes and not cleaned.get("another"):
            self.add_error("another", _("Choose the person above, or say that this is another one."))
        organisation, new = cleaned.get("organisation"), cleaned.get("new_organisation")
        if (organisation or new) and not cleaned.get("title"):
            self.add_error("title", _("Enter the post at this organisation."))
        if organisation and new:
            self.add_error("new_organisation", _("Choose an organisation or enter a new one, not both."))
        elif new and Organisation.objects.called(typed_words(new)).exists():
            # The message leaves out the stored name, which the user may not be allowed to view.
            message = _("The record has an organisation of this name. Choose it, or add another on their own page.")
            self.add_error("new_organisation", message)
        return cleaned

    @transaction.atomic
    def save(self):
        """Write the speaker, the post and its new organisation; return the speaker."""
        speaker = self.instance
        set_change_reason(speaker, str(WHY)).save()
        if title := self.cleaned_data.get("title"):
            organisation = self.cleaned_data["organisation"]
            if name := self.cleaned_data.get("new_organisation"):
                organisation = set_change_reason(Organisation(name=name), str(WHY))
                organisation.save()
            post = Appointment(speaker=speaker, title=title, organisation=organisation)
            set_change_reason(post, str(WHY)).save()
        return speaker


def namesakes(name):
    """A few speakers whose names contain each word of this name."""
    speakers = Speaker.objects.called(typed_words(name))
    return list(speakers.prefetch_related("appointments__organisation").defer("biography")[:MAX_NAMESAKES])


class QuickAddPage(AdminPage):
    """The content of the dialog; after saving, the new speaker as JSON."""

    route = "quick-add/"
    name = "quick_add"
    template_name = "admin/proceedings/speaker/quick_add.html"

    def has_permission(self):
        return self.model_admin.has_add_permission(self.request)

    def get(self, request):
        return self.show(self.make_form(initial={"name": request.GET.get("name", "")}))

    def post(self, request):
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        speaker = form.save()
        self.model_admin.log_addition(request, speaker, [{"added": {}}])
        return JsonResponse({"id": str(speaker.pk), "text": self.model_admin.label(speaker)})

    def make_form(self, *args, **kwargs):
        site = self.model_admin.admin_site
        may_add_post = site.get_model_admin(Appointment).has_add_permission(self.request)
        may_add_organisation = site.get_model_admin(Organisation).has_add_permission(self.request)
        may_view = self.model_admin.has_view_permission(self.request)
        return QuickAddForm(
            *args,
            site=site,
            may_add_post=may_add_post,
            may_add_organisation=may_add_organisation,
            may_view=may_view,
            **kwargs,
        )

    def show(self, form):
        today = Period.of(timezone.localdate())
        shows_posts = may_view_posts(self.model_admin.admin_site, self.request)
        known = [
            (speaker, self.model_admin.label(speaker), note(speaker, today, shows_posts)) for speaker in form.namesakes
        ]
        return TemplateResponse(self.request, self.template_name, {"form": form, "namesakes": known})
