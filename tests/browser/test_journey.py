"""A conference from a sheet to its readers: an editor, a reviewer and a publisher, each with an account of their own."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from proceedings.importing import sheets
from proceedings.models import Conference, Statement
from tests import accounts
from tests.factories import a_speaker
from tests.sheets import xlsx
from tests.signing_in import PASSWORD, code

DESK, SIGN_IN = reverse("admin:index"), reverse("account_login")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = ["Welcome", "Greetings", "On the dams", "Who pays?", "A calendar", "Thanks"]
OPENING, DISCUSSION = TITLES[:2], TITLES[2:]
SPEAKERS = ["Владимир Норов", "Ann Lee"]
PAGES = ["/conferences/rivers/", "/statements/?q=irrigation", "/search/?q=irrigation"]


@pytest.fixture
def at_desk(browser, live_server, settings):
    """The desk of somebody who has signed in with the password; a second factor is asked of whoever can publish.

    Select2, which Django's admin brings, sets styles that the policy refuses; nobody misses them.
    """
    settings.SECOND_FACTOR = True
    contexts = []

    def at_desk(group):
        accounts.an_account(group, username=group.lower(), password=PASSWORD)
        context = browser.new_context(base_url=live_server.url)
        contexts.append(context)
        page = context.new_page()
        page.goto(DESK)
        page.get_by_label("Username").fill(group.lower())
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "Sign in")
        return page

    yield at_desk
    for context in contexts:
        context.close()


def press(page, name):
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page, name):
    page.get_by_role("link", name=name).first.click()


def is_told(page, text):
    expect(page.get_by_text(text)).to_be_visible()


def heads(page, name):
    expect(page.get_by_role("heading", name=name).first).to_be_visible()


def act(page, action, button, *titles, **filled):
    """Check the rows of the list, or all, and move them."""
    for title in titles:
        page.get_by_role("row", name=title).get_by_role("checkbox").check()
    if not titles:
        page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option(label=action)
    page.get_by_role("button", name="Go").or_(page.get_by_role("button", name="Run")).click()
    for label, text in filled.items():
        page.get_by_label(label.replace("_", " ")).fill(text)
    press(page, button)


def is_offered(page, *actions):
    expect(page.get_by_label("Action:").locator("option")).to_have_text(["---------", *actions])


def the_sheet():
    rows = [
        {
            "session": "Opening" if title in OPENING else "Discussion",
            "speaker": SPEAKERS[number % 2],
            "title": title,
            "text": "A calendar for irrigation.\n\nAnd one fund." if title == "A calendar" else f"{title}, in short.",
            "source": "Shorthand report",
        }
        for number, title in enumerate(TITLES)
    ]
    return {"name": "rivers.xlsx", "mimeType": XLSX, "buffer": xlsx(*rows)}


def makes_the_conference(page):
    follow(page, "Add a conference")
    page.get_by_label("Title").first.fill("Rivers and Lakes")
    page.locator("#id_slug").fill("rivers")
    page.get_by_label("Language").first.fill("en")
    press(page, "Save")
    is_told(page, "was added successfully")


def uploads_the_sheet(page):
    page.goto(DESK)
    follow(page, "Workbench")
    follow(page, "upload a sheet")
    with page.expect_download() as template:
        page.get_by_role("link", name="Excel").click()
    assert "Title" in sheets.read("template.xlsx", template.value.path().read_bytes()).headings
    page.get_by_label("Sheet:").set_input_files(the_sheet())
    expect(page.get_by_label("Conference:").locator("option:checked")).to_have_text("Rivers and Lakes")
    press(page, "Show what it would do")
    heads(page, "Who and what is meant?")
    page.get_by_label("Vladimir Norov vladimir-norov", exact=True).check()
    page.get_by_label("Add them as new").check()
    press(page, "Go on")
    heads(page, "New statements")
    assert Statement.objects.count() == 0
    press(page, "Import it")
    is_told(page, "Imported rivers.xlsx")


def sets_the_order(page):
    # The import leads to the list of the conference's statements.
    follow(page, "Workbench")
    press(page, "“Who pays?” up")
    press(page, "Save the order")
    is_told(page, "Moved")
    titles = Statement.objects.in_order().values_list("title", flat=True)
    assert list(titles) == ["Welcome", "Greetings", "Who pays?", "On the dams", "A calendar", "Thanks"]


def submits_everything(page):
    follow(page, "as a list")
    is_offered(page, "Submit the selected statements for review", "Delete the selected statements")
    act(page, "Submit the selected statements for review", "Submit for review")
    is_told(page, "Submitted 6 statements for review.")
    follow(page, "Conferences")
    act(page, "Submit the selected conferences for review", "Submit for review")
    is_told(page, "Submitted 1 conference for review.")


def sends_one_back(page):
    heads(page, "In review")
    follow(page, "6 statements")
    follow(page, "A calendar")
    with page.expect_popup() as preview:
        follow(page, "Preview on the site")
    is_told(preview.value, "And one fund.")
    preview.value.close()
    page.get_by_label("Status").select_option("draft")
    page.get_by_label("Reason for sending back").fill("Whose fund?")
    press(page, "Save")
    is_told(page, "was changed successfully")


def mends_it(page):
    page.goto(DESK)
    is_told(page, "sent back")
    follow(page, "A calendar")
    is_told(page, "Sent back: Whose fund?")
    page.get_by_label("Text").first.fill("A calendar for irrigation.\n\nAnd one common fund.")
    page.get_by_label("Status").select_option("in_review")
    press(page, "Save")
    is_told(page, "was changed successfully")


def lets_it_pass(page):
    page.goto(DESK)
    follow(page, "6 statements")
    follow(page, "A calendar")
    expect(page.get_by_label("Text").first).to_have_value("A calendar for irrigation.\n\nAnd one common fund.")


def enrols(page):
    is_told(page, "Whoever can publish needs a second factor.")
    follow(page, "Set up an app")
    page.get_by_label("code").fill(code(page.locator(".key").text_content()))
    press(page, "Use this app")
    follow(page, "To the desk")


def publishes_everything(page):
    heads(page, "In review")
    follow(page, "6 statements")
    act(page, "Publish the selected statements", "Publish")
    is_told(page, "Published 6 statements.")
    page.goto(DESK)
    follow(page, "1 conference")
    act(page, "Publish the selected conferences", "Publish")
    is_told(page, "Published 1 conference.")


def nothing_is_public(page):
    assert page.goto("/conferences/rivers/").status == 404
    assert page.goto("/speakers/ann-lee/").status == 404
    page.goto("/search/?q=irrigation")
    assert page.get_by_role("link", name="A calendar").count() == 0


def a_reader_finds_it(page):
    page.goto("/search/?q=irrigation")
    follow(page, "A calendar")
    is_told(page, "And one common fund.")
    for name, titles in zip(["Vladimir Norov", "Ann Lee"], [TITLES[::2], TITLES[1::2]], strict=True):
        page.goto("/speakers/")
        follow(page, name)
        heads(page, name)
        for title in titles:
            expect(page.get_by_role("link", name=title).first).to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_a_conference_goes_from_a_sheet_to_its_readers_by_three_people(at_desk, page):
    a_speaker(name="Vladimir Norov")
    editor = at_desk("Editor")
    heads(editor, "The editors' desk")
    makes_the_conference(editor)
    uploads_the_sheet(editor)
    sets_the_order(editor)
    submits_everything(editor)
    reviewer = at_desk("Reviewer")
    sends_one_back(reviewer)
    mends_it(editor)
    lets_it_pass(reviewer)
    nothing_is_public(page)
    publisher = at_desk("Publisher")
    enrols(publisher)
    publishes_everything(publisher)
    a_reader_finds_it(page)
