"""From a document to drafts in a real browser: given, corrected, accepted, reviewed and published."""

import json
import re

import pytest
from django.urls import reverse

from proceedings.models import Conference, Speaker, Statement, Status
from tests.support.desk.proposal_page import READY_ROW, paste, press, row, upload, wait_for_version
from tests.support.desk.proposals import PROGRAMME, REPORT
from tests.support.factories import a_speaker

PHONE = {"width": 390, "height": 800}
PAGE = """<html><head><title>River Forum</title></head><body><h1>River Forum</h1>
<p><b>Mayor of Ashton Ann Ash:</b> Good morning. The river is low this year.</p>
<p><b>Bo Birch:</b> We measure it each day.</p><p>[Applause]</p>
<p><b>Ann Ash:</b> What shall we do?</p></body></html>"""
VOICES = """WEBVTT

00:01.000 --> 00:04.000
<v S01>Good morning to you all.

00:05.000 --> 00:08.000
<v Bo Birch>The river is low.

00:09.000 --> 00:12.000
<v S01>What shall we do?
"""


def create_drafts(page):
    page.get_by_role("button", name="Preview", exact=True).click()
    page.get_by_role("button", name="Create drafts").click()
    page.locator(".messagelist").get_by_text(re.compile("Created .* drafts? from")).wait_for()
    return Conference.objects.get()


def speakers():
    return list(Statement.objects.order_by("session", "position").values_list("speaker__name", flat=True))


def test_a_report_is_corrected_accepted_reviewed_and_published(enter):
    page = enter()
    paste(page, REPORT.read_text("utf-8"))
    assert page.get_by_text("by en: rules").is_visible()
    count = page.locator(".proposal .row").count()
    # One remark belongs to somebody else, and another one is no remark.
    wrong = page.locator(".proposal .row", has=page.locator("textarea", has_text="new points of growth"))
    wrong.get_by_label("Speaker", exact=True).fill("Igor Ivanov")
    dropped = page.locator(".proposal .row", has=page.locator("textarea", has_text="larger role of the organisation"))
    title = dropped.get_by_label("Title").input_value()
    version = page.locator("[name=version]").input_value()
    dropped.get_by_role("button", name="Drop").click()
    wait_for_version(page, version)
    assert page.locator(".proposal .row").count() == count - 1
    press(page, "Mark this page as checked")
    conference = create_drafts(page)
    assert Statement.objects.count() == count - 1
    assert Statement.objects.get(text__contains="new points of growth").speaker.name == "Igor Ivanov"
    assert not Statement.objects.filter(title=title).exists()
    # The reviewer sees the passage, and the publisher publishes what the workbench shows.
    statement = Statement.objects.filter(speaker__name="Xie Fuzhan").first()
    page.goto(reverse("admin:proceedings_statement_change", args=[statement.pk]))
    assert page.locator(".passage mark.content").first.is_visible()
    page.goto(reverse("admin:proceedings_conference_workbench", args=[conference.pk]))
    page.get_by_role("button", name="Submit for review…").click()
    page.get_by_role("button", name="Submit").click()
    page.locator(".messagelist li").first.wait_for()
    page.goto(reverse("admin:proceedings_conference_workbench", args=[conference.pk]))
    page.get_by_role("button", name="Publish…").click()
    page.get_by_role("button", name="Publish").click()
    page.locator(".messagelist li").first.wait_for()
    assert set(Statement.objects.values_list("status", flat=True)) == {Status.PUBLISHED}
    page.goto(conference.get_absolute_url())
    assert page.get_by_text("in nearly twenty years the organisation had gained weight").first.is_visible()


def test_a_transcript_is_corrected_with_the_keyboard(enter):
    page = enter()
    upload(page, "forum.html", PAGE.encode())
    page.locator(READY_ROW).first.wait_for()
    row(page, 1).focus()
    page.keyboard.press("a")
    assert row(page, 1).get_by_label("Checked").is_checked()
    assert row(page, 2).evaluate("row => row === document.activeElement")
    page.keyboard.press("Enter")
    assert row(page, 2).get_by_label("Speaker", exact=True).evaluate("field => field === document.activeElement")
    page.keyboard.press("Control+A")
    page.keyboard.type("Cy Cedar")
    page.keyboard.press("Escape")
    page.keyboard.press("ArrowUp")
    # The second sentence of the first statement becomes one of its own.
    field = row(page, 1).get_by_label("Text")
    field.evaluate("field => { field.focus(); field.setSelectionRange(14, 14); }")
    version = page.locator("[name=version]").input_value()
    page.keyboard.press("Alt+s")
    wait_for_version(page, version)
    texts = [field.input_value() for field in page.locator(".proposal .row textarea").all()]
    assert texts == ["Good morning.", "The river is low this year.", "We measure it each day.", "What shall we do?"]
    # Back to the row of the step, and it is joined again.
    assert row(page, 2).evaluate("row => row === document.activeElement")
    page.keyboard.press("ArrowUp")
    version = page.locator("[name=version]").input_value()
    page.keyboard.press("j")
    wait_for_version(page, version)
    assert row(page, 1).get_by_label("Text").input_value() == "Good morning. The river is low this year."
    create_drafts(page)
    assert speakers() == ["Ann Ash", "Cy Cedar", "Ann Ash"]
    assert Speaker.objects.get(name="Ann Ash").appointments.get().title == "Mayor of Ashton"


def test_words_are_selected_in_the_source(enter):
    page = enter()
    upload(page, "forum.html", PAGE.encode())
    page.locator(READY_ROW).first.wait_for()
    row(page, 2).focus()
    select(page, "measure it")
    tools = page.locator(".selection-tools")
    tools.wait_for()
    assert (
        abs(tools.bounding_box()["y"] - page.locator(".source mark", has_text="measure it").bounding_box()["y"]) < 100
    )
    version = page.locator("[name=version]").input_value()
    page.get_by_role("button", name="The words of statement 2").click()
    wait_for_version(page, version)
    assert row(page, 2).get_by_label("Text").input_value() == "measure it"
    select(page, "each day.")
    version = page.locator("[name=version]").input_value()
    page.get_by_role("button", name="New statement").click()
    wait_for_version(page, version)
    assert row(page, 3).get_by_label("Text").input_value() == "each day."
    assert row(page, 3).evaluate("row => row === document.activeElement")


def select(page, words):
    page.locator(READY_ROW).first.wait_for()
    page.locator(".source .text").evaluate(
        """(source, words) => {
            const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at >= 0) {
                    getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
                    return;
                }
            }
            throw new Error("no such words");
        }""",
        words,
    )


def test_a_numbered_voice_of_a_recording_is_asked_once(enter):
    a_speaker(name="Ann Ash", slug="ann-ash")
    page = enter()
    upload(page, "forum.vtt", VOICES.encode())
    page.get_by_label("Title").first.fill("River Forum")
    page.get_by_role("button", name="Preview", exact=True).click()
    page.get_by_role("link", name="Say who “S01” is, or that the name is not known.").click()
    voice = page.get_by_role("combobox", name=re.compile("^S01"))
    voice.fill("Ann")
    # Names of the record are suggested while typing.
    page.locator("#speakers option[value='Ann Ash']").wait_for(state="attached")
    voice.fill("Ann Ash")
    press(page, "Save")
    assert [field.input_value() for field in page.locator(".row").get_by_label("Speaker", exact=True).all()] == [
        "Ann Ash",
        "Bo Birch",
        "Ann Ash",
    ]
    create_drafts(page)
    assert (speakers(), Speaker.objects.count()) == (["Ann Ash", "Bo Birch", "Ann Ash"], 2)
    assert list(Statement.objects.values_list("recording_start", flat=True).order_by("position")) == [1, 5, 9]


def test_a_programme_of_pretalx_becomes_sessions_and_summaries(enter):
    page = enter()
    upload(page, "schedule.json", json.dumps(PROGRAMME).encode(), "application/json")
    conference = create_drafts(page)
    assert (conference.title, conference.time_zone) == ("River Forum", "Europe/Berlin")
    statement = Statement.objects.get()
    assert (statement.title, statement.form, statement.session.room) == ("Low water", "summary", "Hall")


def test_the_page_works_without_javascript(enter):
    page = enter(java_script_enabled=False)
    upload(page, "forum.html", PAGE.encode())
    row(page, 2).get_by_label("Speaker", exact=True).fill("Cy Cedar")
    row(page, 1).get_by_role("button", name="Split…").click()
    page.get_by_role("button", name="The river is low this year.").click()
    page.get_by_role("button", name="Undo the last step").wait_for()
    assert [field.input_value() for field in page.locator(".row").get_by_label("Speaker", exact=True).all()] == [
        "Ann Ash",
        "Ann Ash",
        "Cy Cedar",
        "Ann Ash",
    ]
    row(page, 4).get_by_role("button", name="Drop").click()
    create_drafts(page)
    assert speakers() == ["Ann Ash", "Ann Ash", "Cy Cedar"]


def test_a_second_window_is_told_that_the_first_has_saved(enter):
    page = enter()
    upload(page, "forum.html", PAGE.encode())
    other = page.context.new_page()
    other.goto(page.url)
    row(page, 1).get_by_label("Title").fill("From the first window")
    press(page, "Save")
    row(other, 1).get_by_label("Title").fill("From the second window")
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_text("has been changed in another window").wait_for()
    assert row(other, 1).get_by_label("Title").input_value() == "From the first window"
    assert other.locator(".sent textarea", has_text="From the second window").count() == 1


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desktop"])
def test_the_pages_are_accessible_and_fit(enter, axe, viewport):
    page = enter(viewport=viewport)
    a_speaker(name="Bo Birch", slug="bo-birch")
    a_speaker(name="Bo Birch", slug="bo-birch-x")
    failures = {}

    def check(name):
        is_wide = page.evaluate("document.documentElement.scrollWidth") > viewport["width"]
        if (faults := axe(page)) or is_wide:
            failures[name] = faults, is_wide

    paste(page, REPORT.read_text("utf-8"))
    for details in page.locator("details").all():
        details.evaluate("details => { details.open = true; }")
    check("report")
    upload(page, "forum.vtt", VOICES.encode())
    check("questions")
    page.locator(".row").first.get_by_role("button", name="Split…").or_(
        page.get_by_role("button", name="Drop")
    ).last.click()
    page.locator(".dropped").wait_for()
    check("dropped")
    page.get_by_role("button", name="Preview", exact=True).click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    check("problems")
    page.goto("/admin/")
    check("desk")
    page.get_by_role("link", name="Discard…").first.click()
    page.get_by_role("button", name="Discard").wait_for()
    check("discard")
    assert failures == {}


def test_texts_that_are_not_saved_are_offered_again_on_their_page(enter):
    page = enter()
    upload(page, "forum.vtt", VOICES.encode())
    address = page.url
    # A proposal with open questions can be left without a warning.
    page.goto("/admin/")
    page.get_by_role("link", name="forum.vtt", exact=True).wait_for()
    page.goto(address)
    row(page, 2).get_by_label("Title").fill("On low water")
    page.wait_for_function("() => Object.keys(localStorage).some(key => key.startsWith('unsaved:'))")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    page.goto(address)
    page.get_by_role("button", name=re.compile("Restore the unsaved text")).click()
    assert row(page, 2).get_by_label("Title").input_value() == "On low water"
    press(page, "Save")
    assert row(page, 2).get_by_label("Title").input_value() == "On low water"
