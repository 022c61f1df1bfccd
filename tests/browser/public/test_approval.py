"""The approval page on a phone."""

import pytest

from proceedings.editorial.approvals import Approval
from tests.support.factories import a_conference, a_session, a_statement, a_translation

PHONE = {"width": 320, "height": 640}


@pytest.fixture
def link(live_server):
    session = a_session(conference=a_conference(title="Summit on rivers", status="draft"))
    statement = a_statement(session=session, status="draft", title="On rivers", text="They flow.", slug="rivers")
    a_translation(statement=statement)
    return Approval.ask(statement, 14, by=None)


def test_a_speaker_reads_a_statement_asks_for_a_change_and_approves_it(open_page, axe, link):
    page = open_page(viewport=PHONE)
    page.goto(link.get_private_url())
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_label("I want a change").check()
    page.get_by_label("Changes or comments").fill("They do not.")
    page.get_by_role("button", name="Send answer").click()
    page.get_by_text("received your answer: change requested").wait_for()
    assert axe(page) == []
    page.get_by_label("I approve this text").check()
    page.get_by_role("button", name="Send answer").click()
    page.get_by_text("received your answer: approved").wait_for()
    link.refresh_from_db()
    assert (link.answer, link.is_about_these_words) == ("approved", True)


def test_the_pages_around_it_are_accessible(enter, axe, link):
    page = enter(bypass_csp=True)
    statement = link.statement
    faults_by_address = {}
    for address in (
        "/preview/statements/rivers/",
        f"/preview/conferences/{statement.conference.slug}/",
        f"/admin/proceedings/statement/{statement.pk}/approvals/",
        "/approval/nobody-made-it/",
    ):
        page.goto(address)
        if faults := axe(page):
            faults_by_address[address] = faults
    assert faults_by_address == {}
