"""The work of an editor, counted: a conference with its sessions, speakers and remarks, from nothing to readers."""

import pytest
from django.urls import reverse

from proceedings.models import Appointment, Conference, Organisation, Session, Speaker, Statement

TEXT = """# Opening
Vladimir Norov, Secretary-General, Shanghai Cooperation Organisation: On health
Dear colleagues, the pandemic has no borders.

Ann Lee, Envoy, River Commission: Welcome
Welcome to the river.

Bo Birch, Director, Institute of Lakes: Greetings
Greetings from the lakes.

# Discussion
Ann Lee: On the dams
Who pays for the dams?

Vladimir Norov: An answer
All of us do.

Bo Birch: Thanks
Thank you.
"""
CLICKS, FIELDS, LOADS = 15, 25, 10


class Editor:
    """A user of a page, whose acts are counted.

    A click presses a control, a field is a control that text is typed into, and a load is a page that the main frame
    shows, the first one included.
    """

    def __init__(self, page):
        self.page = page
        self.clicks = self.fields = self.loads = 0
        page.on("framenavigated", self.count_load)

    def count_load(self, frame):
        self.loads += frame is self.page.main_frame

    def click(self, role, name):
        self.page.get_by_role(role, name=name, exact=True).first.click()
        self.clicks += 1

    def fill(self, label, value):
        self.page.get_by_label(label).first.fill(value)
        self.fields += 1

    def reads(self, text):
        self.page.get_by_text(text).first.wait_for()


@pytest.mark.django_db(transaction=True)
def test_a_whole_conference_takes_few_clicks_fields_and_pages(enter, page):
    editor = Editor(enter())
    editor.page.goto(reverse("admin:index"))
    editor.click("link", "Add a conference")
    editor.fill("Title", "Rivers and Lakes")
    editor.fill("Language", "en")
    editor.fill("First day", "2020-09-28")
    editor.fill("Time zone", "Asia/Tashkent")
    editor.fill("Place", "Tashkent")
    editor.page.get_by_label("Source:", exact=True).fill("Report of the forum")
    editor.fields += 1
    editor.click("button", "Save")
    editor.reads("This conference has no sessions yet.")
    editor.fill("Sessions and statements", TEXT)
    editor.click("button", "Preview the statements")
    editor.reads("Check the names")
    for box in editor.page.get_by_label("Add them as new").all():
        box.check()
        editor.clicks += 1
    editor.click("button", "Continue")
    editor.reads("Nothing is imported yet.")
    editor.click("button", "Import")
    editor.reads("Imported Pasted text")
    editor.click("button", "Publish…")
    editor.reads("Also the conference itself")
    editor.click("button", "Publish")
    editor.reads("Published 6 statements, 1 conference.")

    models = (Conference, Session, Speaker, Appointment, Organisation)
    assert [model.objects.count() for model in models] == [1, 2, 3, 3, 3]
    assert Statement.objects.public().count() == 6
    assert {str(row.appointment) for row in Statement.objects.all()} == {
        "Secretary-General, Shanghai Cooperation Organisation",
        "Envoy, River Commission",
        "Director, Institute of Lakes",
    }
    counted = (editor.clicks, editor.fields, editor.loads)
    assert all(number <= most for number, most in zip(counted, (CLICKS, FIELDS, LOADS), strict=True)), counted
    page.goto("/conferences/rivers-and-lakes-2020/")
    page.get_by_role("link", name="On the dams").first.wait_for()
