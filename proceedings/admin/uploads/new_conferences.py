"""New conferences of a sheet, described in the upload form or in answer to a question about a title."""

import hashlib

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.utils.translation import gettext_lazy as _

from proceedings.admin.forms.suggestions import LANGUAGE_INPUT, TIME_ZONE_INPUT, NamedLanguageField
from proceedings.importing.sheets.resolution.conferences import WHOLE_SHEET
from proceedings.models import Conference

PREFIX = "new"
NEW = "+"


class NewConferenceForm(forms.ModelForm):
    """A new conference; with `empty_permitted`, it may be left empty."""

    language = NamedLanguageField(
        label=_("Language"),
        widget=AdminTextInputWidget(LANGUAGE_INPUT),
        help_text=_("Of the title, the programme and the new statements, such as en."),
    )

    class Meta:
        model = Conference
        fields = ["title", "starts_on", "ends_on", "place", "time_zone", "language"]
        widgets = {
            "title": AdminTextInputWidget,
            "place": AdminTextInputWidget,
            "time_zone": AdminTextInputWidget(TIME_ZONE_INPUT),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, use_required_attribute=False, **kwargs)

    def has_changed(self):
        """Return whether something is filled in; a time zone alone is not."""
        return bool({*self.changed_data} - {"time_zone"})

    @property
    def is_open(self):
        """Whether the form has something to show."""
        return bool(self.errors or self.initial.get("title") or (self.is_bound and self.has_changed()))

    @property
    def description(self):
        """The fields as a fixture writes them, or None if the form was left empty."""
        if not (self.has_changed() and self.is_valid()):
            return None
        return {name: value and str(value) for name, value in self.cleaned_data.items()}


def whole_sheet_form(user, data=None, answers=None):
    """Return the form of a new conference for the whole sheet, filled in with a former answer.

    Return None if the user may not add conferences.
    """
    if not user.has_perm("proceedings.add_conference"):
        return None
    former = (answers or {}).get("conference", {}).get(WHOLE_SHEET)
    form = NewConferenceForm(data, prefix=PREFIX, empty_permitted=True)
    form.initial |= former or {} if data is None else {}
    return form


def answer_for_all(description, answers):
    """Return the answers about conferences; the description of one for the whole sheet, if any, replaces the former."""
    others = {key: answer for key, answer in answers.get("conference", {}).items() if key != WHOLE_SHEET}
    return {"conference": others | ({WHOLE_SHEET: description} if description else {})}


class TitleQuestion:
    """A question about the title of a conference: the candidates, and the form of a new one.

    `choice` is the slug of a candidate, NEW, or empty while it is open.
    """

    def __init__(self, question, data=None):
        self.question = question
        # A title is not a valid id in HTML.
        self.prefix = f"conference-{hashlib.sha256(question.key.encode()).hexdigest()[:12]}"
        slugs = {slug for slug, _label in question.candidates}
        sent = data.get(f"{self.prefix}-is", "") if data is not None else "" if slugs else NEW
        self.choice = sent if sent in slugs | {NEW} else ""
        is_new = data is not None and self.choice == NEW
        self.form = NewConferenceForm(data if is_new else None, prefix=self.prefix, initial={"title": question.name})

    @property
    def answer(self):
        """The slug or the description of the conference, or None."""
        if self.choice != NEW:
            return self.choice or None
        return self.form.description


def parse_answers(questions):
    """Return the answers to some TitleQuestions as those of a sheet."""
    answers = {each.question.key: each.answer for each in questions}
    return {"conference": {key: answer for key, answer in answers.items() if answer}}
