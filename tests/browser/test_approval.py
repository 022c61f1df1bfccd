"""A speaker answers by a link, on a telephone, without an account."""

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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_speaker_reads_asks_for_a_change_and_approves_of_it(open_page, axe, link, scheme):
    page = open_page(viewport=PHONE, color_scheme=scheme)
    page.goto(link.get_absolute_url())
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    page.get_by_label("I ask for a change:").check()
    page.get_by_label("What should change").fill("They do not.")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("has reached the editors: asks for a change.").wait_for()
    assert axe(page) == []
    page.get_by_label("I approve of this text.").check()
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("has reached the editors: approved.").wait_for()
    link.refresh_from_db()
    assert (link.answer, link.is_about_these_words) == ("approved", True)


def test_the_pages_around_it_are_accessible(enter, axe, link):
    page = enter(bypass_csp=True)
    statement = link.statement
    found = {}
    for address in (
        "/preview/statements/rivers/",
        f"/preview/conferences/{statement.conference.slug}/",
        f"/admin/proceedings/statement/{statement.pk}/approvals/",
        "/approval/nobody-made-it/",
    ):
        page.goto(address)
        if faults := axe(page):
            found[address] = faults
    assert found == {}
