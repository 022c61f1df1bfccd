"""The form with which a document comes to the desk."""

from pathlib import PurePath

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.suggestions import LANGUAGE_INPUT, NamedLanguageField
from proceedings.admin.uploads.forms import ConferenceField
from proceedings.importing.drafts import read_file
from proceedings.importing.proposals import KINDS, UnreadableFileError
from proceedings.models import Conference
from proceedings.models.columns.identifiers import validate_no_nul

# Bytes of a file or a text.
MAX_FILE = 30 * 2**20
SHEETS = {".csv", ".tsv", ".xlsx", ".xls", ".ods"}
KIND_CHOICES = [
    ("", _("recognise it")),
    ("report", _("Report: tells who said what")),
    ("transcript", _("Transcript: names before their words")),
    *((kind, each.label) for kind, each in KINDS.items()),
]


class DocumentForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_(
            "A report or transcript (text, Markdown, web page, Word, PDF), subtitles (SRT, WebVTT), or a programme "
            "(pretalx, frab, Indico, Sessionize, iCalendar), at most 30 MB."
        ),
    )
    text = forms.CharField(
        label=_("Or text"),
        required=False,
        strip=False,
        widget=AdminTextareaWidget({"rows": 10, "dir": "auto"}),
        validators=[validate_no_nul],
        help_text=_("Paste it here."),
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=KIND_CHOICES)
    language = NamedLanguageField(
        label=_("Language"),
        required=False,
        widget=AdminTextInputWidget(LANGUAGE_INPUT),
        help_text=_("Such as en or Russian. If empty, it is recognised."),
    )
    conference = ConferenceField(
        Conference.objects.newest_first().defer("summary", "name_terms"),
        label=_("Conference"),
        required=False,
        empty_label=_("the one that the document states, or a new one"),
    )

    def __init__(self, data=None, files=None, **kwargs):
        # A text that is too long for a field is sent as a file (document_form.js).
        if files and (pasted := files.get("pasted")):
            data = data.copy()
            data["text"] = pasted.read(MAX_FILE + 1).decode(errors="replace")
        super().__init__(data, files, **kwargs)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > MAX_FILE:
            raise forms.ValidationError(_("This file is larger than 30 MB. Split it into several files."))
        if file and PurePath(file.name).suffix.lower() in SHEETS:
            raise forms.ValidationError(_("This is a sheet. Choose “Upload a sheet” on the list of statements."))
        return file

    def clean_text(self):
        text = self.cleaned_data["text"]
        if len(text.encode()) > MAX_FILE:
            raise forms.ValidationError(_("This text is larger than 30 MB. Divide it into several."))
        return text.replace("\r\n", "\n") if text.strip() else ""

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text")
        if file and text:
            self.add_error("file", _("Give a file or a text, not both."))
        elif not (file or text or self.errors):
            self.add_error("file", _("Choose a file, or paste a text."))
        elif not self.errors:
            self.read(*((file.name, file.read()) if file else (str(_("Pasted text")), text.encode())))
        return cleaned

    def read(self, name, data):
        """Read the document in the sandbox; `cleaned_data` gets the Document of `drafts`, or the form an error."""
        options = {"kind": self.cleaned_data["kind"], "language": self.cleaned_data["language"]}
        try:
            self.cleaned_data["document"] = read_file(data, name, **options)
        except UnreadableFileError as error:
            self.add_error("file" if self.cleaned_data["file"] else "text", str(error))
