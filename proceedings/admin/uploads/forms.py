"""The upload forms of sheets and debates."""

from django import forms
from django.conf import settings
from django.contrib.admin.widgets import AdminTextareaWidget
from django.utils.translation import gettext_lazy as _

from proceedings.importing import sheets
from proceedings.importing.sheets.files.csv_file import ENCODINGS
from proceedings.importing.sheets.files.outline import read_outline
from proceedings.models import Conference, Form, Statement, Status
from proceedings.models.columns.identifiers import validate_no_nul, validate_time_zone
from proceedings.models.columns.languages import LanguageFormField
from proceedings.models.workflow.statuses import TRANSITIONS
from proceedings.models.workflow.transitions import may

# Characters.
MAX_OUTLINE = 2_000_000
# Bytes.
MAX_SHEET = 30 * 2**20
MAX_DEBATE = 5 * 2**20
PUBLISH_DRAFTS = TRANSITIONS["publish"].takes[Status.DRAFT]


class ConferenceField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        year = str(obj.starts_on.year) if obj.starts_on else ""
        return str(obj) if year in str(obj) else f"{obj} ({year})"


class SheetForm(forms.Form):
    file = forms.FileField(
        label=_("Sheet"),
        help_text=_(
            "Excel (.xlsx), OpenDocument (.ods) or CSV, at most 30 MB and 20,000 rows; one row is one statement."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.ods,.csv,.tsv,.txt"}),
    )
    # A plain list needs no JavaScript, and conferences are few compared with their statements.
    conference = ConferenceField(
        Conference.objects.newest_first().defer("summary", "name_terms"),
        label=_("Conference"),
        required=False,
        help_text=_("For all rows. Leave it empty if the sheet has a column Conference."),
    )
    encoding = forms.ChoiceField(
        label=_("Encoding"),
        required=False,
        choices=ENCODINGS,
        help_text=_("Only for a CSV file that is not in UTF-8."),
    )

    def clean(self):
        cleaned = super().clean()
        file = cleaned.get("file")
        if file and file.size > MAX_SHEET:
            self.add_error("file", _("This file is larger than 30 MB. Divide it into several files."))
        elif file:
            try:
                cleaned["sheet"] = sheets.read_sheet(file.name, file.read(), encoding=cleaned.get("encoding", ""))
            except sheets.UnreadableSheetError as error:
                self.add_error("file", str(error))
        return cleaned


class OutlineForm(forms.Form):
    """Several statements as one text."""

    conference = forms.ModelChoiceField(Conference.objects.all(), widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Sessions and statements"),
        max_length=MAX_OUTLINE,
        strip=False,
        widget=AdminTextareaWidget({"rows": 14, "dir": "auto", "spellcheck": "true"}),
        validators=[validate_no_nul],
    )

    def clean_text(self):
        text = self.cleaned_data["text"]
        try:
            self.cleaned_data["sheet"] = read_outline(text)
        except sheets.UnreadableSheetError as error:
            raise forms.ValidationError(str(error)) from error
        return text


class DebateForm(forms.Form):
    file = forms.FileField(label=_("Akoma Ntoso file"), help_text=_("The debate of one conference, at most 5 MB."))
    language = LanguageFormField(
        label=_("Language"),
        required=False,
        help_text=_("Used if the file does not state one."),
    )
    time_zone = forms.CharField(
        label=_("Time zone"),
        required=False,
        validators=[validate_time_zone],
        help_text=_("Such as Europe/Dublin. If empty, it follows from the times and the country in the file."),
    )
    form = forms.ChoiceField(label=_("Form"), required=False, choices=[("", "---------"), *Form.choices])
    publish = forms.BooleanField(label=_("Publish the new conference and statements"), required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_publish_drafts(user):
            del self.fields["publish"]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MAX_DEBATE:
            raise forms.ValidationError(_("This file is larger than 5 MB. Import it with manage.py import_akomantoso."))
        return file


def may_publish_drafts(user):
    """Return whether the user may publish what they import.

    If SECOND_PAIR_OF_EYES is on, nobody may: the user who imports counts as the author.
    """
    return not settings.SECOND_PAIR_OF_EYES and all(
        may(user, model, PUBLISH_DRAFTS) for model in (Conference, Statement)
    )
