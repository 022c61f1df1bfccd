"""The way of a conference from a sheet to its readers, with an editor, a reviewer and a publisher."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proceedings.importing import sheets
from proceedings.models import Conference, Speaker, Statement
from tests.support.desk import accounts
from tests.support.desk.sign_in import PASSWORD, code
from tests.support.factories import a_speaker
from tests.support.sheets import xlsx

DESK, STATEMENTS = reverse("admin:index"), reverse("admin:proceedings_statement_changelist")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Milliseconds that a busy machine may take for a page.
TIMEOUT = 30_000
# The speakers take turns.
SPEAKERS = {"Владимир Норов": "Vladimir Norov", "Ann Lee": "Ann Lee"}
TITLES = ["Welcome", "Greetings", "On the dams", "Who pays?", "A calendar", "Thanks"]
TEXT = "A calendar for irrigation.\n\nAnd one fund."
CORRECTED = "A calendar for irrigation.\n\nAnd one common fund."
SUBMIT = "Submit the selected statements for review"
# The pages that would lead readers to it.
LISTS = ["/", "/conferences/", "/speakers/", "/statements/", "/search/?q=irrigation", "/search/?q=calendar"]


@pytest.fixture
def sign_in(browser, live_server, settings):
    """Sign in a new user of a group with a password; publishers are then asked for a second factor.

    Select2, which Django's admin brings, sets styles that the Content-Security-Policy refuses. They are not needed.
    """
    settings.SECOND_FACTOR = True
    contexts = []

    def sign_in(group):
        accounts.an_account(group, username=group.lower(), password=PASSWORD)
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        page.goto(DESK)
        page.get_by_label("Username").fill(group.lower())
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "Sign in")
        return page

    yield sign_in
    for context in contexts:
        context.close()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def reads(page, text):
    page.get_by_text(text).first.wait_for()


def is_at(page, heading):
    page.get_by_role("heading", name=heading).first.wait_for()


def act(page, action, button):
    """Check all rows of the list and run an action on them."""
    page.get_by_label("Action:").locator("option", has_text=action).wait_for(state="attached")
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option(label=action)
    page.get_by_role("button", name="Go").or_(page.get_by_role("button", name="Run")).click()
    press(page, button)


def offers(choice, *options):
    expect(choice.locator("option")).to_have_text(options, timeout=TIMEOUT)


def the_sheet():
    rows = [
        {
            "session": "Opening" if number < 2 else "Discussion",
            "speaker": [*SPEAKERS][number % 2],
            "title": title,
            "text": TEXT if title == "A calendar" else f"{title}, in short.",
        }
        for number, title in enumerate(TITLES)
    ]
    return {"name": "rivers.xlsx", "mimeType": XLSX, "buffer": xlsx(*rows)}


# The editor


def add_the_conference(page):
    is_at(page, "The editors' desk")
    follow(page, "Add a conference")
    page.get_by_label("Title").first.fill("Rivers and Lakes")
    page.get_by_label("Permanent link:").first.fill("rivers")
    page.get_by_label("Language").first.fill("en")
    press(page, "Save")
    reads(page, "was added successfully")


def upload_the_sheet(page):
    page.goto(DESK)
    follow(page, "Workbench")
    follow(page, "upload a sheet")
    with page.expect_download() as template:
        follow(page, "Excel, with a page that explains its columns")
    known = sheets.read_sheet("template.xlsx", template.value.path().read_bytes()).headings
    assert {"Session", "Speaker", "Title", "Text"} <= set(known)
    page.get_by_label("Sheet:").set_input_files(the_sheet())
    expect(page.get_by_label("Conference:").locator("option:checked")).to_have_text("Rivers and Lakes")
    press(page, "Preview the import")
    is_at(page, "Check the names")
    page.get_by_label("Vladimir Norov vladimir-norov", exact=True).check()
    page.get_by_label("Add them as new").check()
    press(page, "Continue")
    is_at(page, "New statements")
    assert Statement.objects.count() == 0
    press(page, "Import")
    reads(page, "Imported rivers.xlsx")
    assert sorted(Speaker.objects.values_list("name", flat=True)) == sorted(SPEAKERS.values())


def change_the_order(page):
    is_at(page, "Workbench")
    press(page, "Move “Who pays?” up")
    press(page, "Save the order")
    reads(page, "Moved 2 statements.")
    titles = Statement.objects.in_order().values_list("title", flat=True)
    assert list(titles) == ["Welcome", "Greetings", "Who pays?", "On the dams", "A calendar", "Thanks"]


def submit_everything_without_being_offered_to_publish(page):
    follow(page, "open as a list")
    offers(page.get_by_label("Action:"), "---------", SUBMIT, "Delete the selected statements")
    follow(page, "Welcome")
    offers(page.get_by_label("Status"), "draft", "in review")
    page.go_back()
    act(page, SUBMIT, "Submit for review")
    reads(page, "Submitted 6 statements for review.")
    follow(page, "Conferences")
    act(page, "Submit the selected conferences for review", "Submit for review")
    reads(page, "Submitted 1 conference for review.")


def correct_the_statement_that_was_sent_back(page):
    page.goto(DESK)
    reads(page, "sent back")
    follow(page, "A calendar")
    reads(page, "Sent back: Whose fund?")
    page.get_by_label("Text:").first.fill(CORRECTED)
    page.get_by_label("Status").select_option("in_review")
    press(page, "Save")
    reads(page, "was changed successfully")


# The reviewer


def send_one_back(page):
    is_at(page, "In review")
    follow(page, "6 statements")
    follow(page, "A calendar")
    with page.expect_popup() as preview:
        follow(page, "Preview on the site")
    reads(preview.value, "Preview for staff only.")
    reads(preview.value, "And one fund.")
    offers(page.get_by_label("Status"), "draft", "in review")
    page.get_by_label("Status").select_option("draft")
    page.get_by_label("Reason for sending back").fill("Whose fund?")
    press(page, "Save")
    reads(page, "was changed successfully")


def check_the_correction(page):
    page.goto(DESK)
    follow(page, "6 statements")
    follow(page, "A calendar")
    with page.expect_popup() as preview:
        follow(page, "Preview on the site")
    reads(preview.value, "And one common fund.")


# The publisher


def set_up_a_second_factor(page):
    reads(page, "Your account can publish, so it needs a second factor.")
    page.goto(STATEMENTS)
    reads(page, "Your account can publish, so it needs a second factor.")
    follow(page, "Set up an app")
    page.get_by_label("code").fill(code(page.locator(".key").text_content()))
    press(page, "Use this app")
    is_at(page, "Recovery codes")
    follow(page, "Go to the desk")


def publish_the_statements(page):
    is_at(page, "In review")
    follow(page, "6 statements")
    act(page, "Publish the selected statements", "Publish")
    reads(page, "Published 6 statements.")


def publish_the_conference(page):
    page.goto(DESK)
    follow(page, "1 conference")
    act(page, "Publish the selected conferences", "Publish")
    reads(page, "Published 1 conference.")


# The reader


def find_nothing(page):
    rows = [*Conference.objects.all(), *Speaker.objects.all(), *Statement.objects.all()]
    assert [page.goto(row.get_absolute_url()).status for row in rows] == [404] * 9
    for address in LISTS:
        page.goto(address)
        shown = page.locator("main").inner_text()
        assert [word for word in (*TITLES, *SPEAKERS.values(), "Rivers", "fund") if word in shown] == []


def find_everything(page):
    page.goto("/")
    page.get_by_label("Search statements").fill("irrigation")
    page.keyboard.press("Enter")
    follow(page, "A calendar")
    reads(page, "And one common fund.")
    follow(page, "Rivers and Lakes")
    is_at(page, "Rivers and Lakes")
    for number, name in enumerate(SPEAKERS.values()):
        page.goto("/speakers/")
        follow(page, name)
        is_at(page, name)
        for title in TITLES[number::2]:
            page.get_by_role("link", name=title).first.wait_for()


@pytest.mark.django_db(transaction=True)
def test_three_people_bring_a_conference_from_a_sheet_to_its_readers(sign_in, page):
    a_speaker(name="Vladimir Norov")
    editor = sign_in("Editor")
    add_the_conference(editor)
    upload_the_sheet(editor)
    change_the_order(editor)
    submit_everything_without_being_offered_to_publish(editor)
    reviewer = sign_in("Reviewer")
    send_one_back(reviewer)
    correct_the_statement_that_was_sent_back(editor)
    check_the_correction(reviewer)
    publisher = sign_in("Publisher")
    set_up_a_second_factor(publisher)
    find_nothing(page)
    publish_the_statements(publisher)
    find_nothing(page)
    publish_the_conference(publisher)
    find_everything(page)
