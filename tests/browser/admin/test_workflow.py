"""An editor, a reviewer and a publisher publish a statement, each in a real browser."""

import pytest
from django.test import Client

from tests.support.desk.accounts import an_account
from tests.support.factories import a_session, a_speaker, a_statement

LIST = "/admin/proceedings/statement/"


@pytest.fixture
def enter(browser, live_server):
    """Return a function that opens a page for a signed-in user: enter("Editor").

    The Content-Security-Policy refuses styles that Select2 (part of Django's admin) sets; they are not needed.
    """
    contexts = []

    def enter(*people, **options):
        client = Client()
        client.force_login(an_account(*people, username=people[0].lower()))
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield enter
    for context in contexts:
        context.close()


@pytest.fixture
def draft(live_server):
    return a_statement(
        status="draft", title="On health", slug="on-health", session=a_session(), speaker=a_speaker(name="Ada Lovelace")
    )


def open_form(page, row):
    page.goto(f"{LIST}{row.pk}/change/")
    return page


def save(page, **fields):
    for label, value in fields.items():
        field = page.locator(f"#id_{label}")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url(lambda address: "/change/" not in address)


def act(page, name):
    page.goto(LIST)
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option(label=name)
    page.get_by_role("button", name="Go").or_(page.get_by_role("button", name="Run")).click()
    page.locator("#confirm-form").wait_for()


def options(page, label):
    return page.locator(f"#id_{label} option").all_text_contents()


def test_a_statement_is_submitted_sent_back_submitted_again_scheduled_and_published(enter, draft):
    editor, reviewer, publisher = enter("Editor"), enter("Reviewer"), enter("Publisher")
    open_form(editor, draft)
    assert options(editor, "status") == ["draft", "in review"]
    save(editor, status="in_review")
    open_form(reviewer, draft)
    assert options(reviewer, "status") == ["draft", "in review"]
    save(reviewer, status="draft", sent_back_because="The title says too little.")
    open_form(editor, draft)
    assert editor.get_by_text("Sent back: The title says too little.").is_visible()
    save(editor, title="On public health", status="in_review")
    open_form(editor, draft)
    assert editor.locator("#id_status").count() == 0
    act(publisher, "Schedule the selected statements…")
    publisher.get_by_label("Publish at").fill("2199-01-01T10:00")
    publisher.get_by_role("button", name="Schedule").click()
    publisher.get_by_text("in review, to be published 1 January 2199, 10:00 UTC").wait_for()
    assert publisher.goto("/statements/on-health/").status == 404
    open_form(publisher, draft)
    assert options(publisher, "status") == ["in review", "published"]
    save(publisher, status="published")
    publisher.goto("/statements/on-health/")
    assert publisher.get_by_role("heading", name="On public health").first.is_visible()


def test_axe_reports_no_fault_on_the_confirmation_pages_and_they_fit_a_phone(enter, axe, draft):
    page = enter("superuser", viewport={"width": 390, "height": 800})
    faults_by_action = {}
    for action in ("Submit the selected statements for review", "Publish the selected statements"):
        act(page, action)
        faults_by_action[action] = axe(page), page.evaluate("document.documentElement.scrollWidth > innerWidth")
    draft.submit()
    for action in ("Send the selected statements back", "Schedule the selected statements…"):
        act(page, action)
        faults_by_action[action] = axe(page), page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert {action: faults for action, faults in faults_by_action.items() if faults != ([], False)} == {}
