"""Choosing a person by typing, and adding one on the spot."""

import pytest
from playwright.sync_api import expect

from proceedings.models import Speaker, Statement
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, an_appointment, an_organisation


@pytest.fixture
def session(live_server):
    conference = a_conference(title="Summit on rivers", status="draft", slug="summit")
    session = a_session(conference=conference, title="Opening")
    a_statement(session=session, title="First", speaker=a_speaker(name="Andrii Chaichenko"), status="draft")
    return session


def bench(session):
    return f"/admin/proceedings/conference/{session.conference.pk}/workbench/#add"


def pick(page, name):
    """Type a name into the speaker's box as fast as the keyboard can, and press Enter."""
    open_box(page)
    page.keyboard.type(name)
    page.keyboard.press("Enter")


def open_box(page):
    page.locator("#add .select2-selection:focus").wait_for()
    page.keyboard.press("Enter")
    page.locator(".select2-search__field:focus").wait_for()


def chosen(page, field="id_new-speaker"):
    return page.locator(f"#{field} option:checked").inner_text()


def test_chen_and_enter_take_chen_lihua_however_fast_they_are_typed(enter, session):
    chen = a_speaker(name="Chen Lihua", country="CN")
    an_appointment(speaker=chen, title="Minister", organisation=an_organisation(name="Ministry of Health"))
    page = enter()
    page.goto(bench(session))
    pick(page, "Chen")
    page.locator("span.select2-dropdown").wait_for(state="detached")
    assert chosen(page) == "Chen Lihua"
    open_box(page)
    page.keyboard.type("Chen")
    expect(page.locator(".select2-results__option")).to_have_text(
        ["Chen Lihua Minister, Ministry of Health · China", "Andrii Chaichenko", "Add “Chen” as a new speaker…"]
    )


def test_a_new_speaker_with_a_post_is_added_on_the_spot_with_the_keyboard(enter, session):
    ministry = an_organisation(name="Ministry of Health")
    page = enter()
    page.goto(bench(session))
    pick(page, "Lin Meihua")
    dialog = page.get_by_role("dialog", name="Add a speaker")
    dialog.get_by_label("Post").wait_for()
    assert dialog.get_by_label("Name").input_value() == "Lin Meihua"
    page.keyboard.press("Tab")
    page.keyboard.type("Minister")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.type("minis")
    page.keyboard.press("Enter")
    dialog.locator("span.select2-dropdown").wait_for(state="detached")
    dialog.get_by_role("button", name="Add", exact=True).click()
    dialog.wait_for(state="detached")
    assert chosen(page) == "Lin Meihua"
    page.get_by_label("Title").fill("On health")
    page.keyboard.press("Enter")
    page.locator(".messagelist").get_by_text("Added “Lin Meihua: On health” as a draft.").wait_for()
    statement = Statement.objects.get(title="On health")
    assert (statement.appointment.title, statement.appointment.organisation) == ("Minister", ministry)


def test_a_person_of_the_same_name_is_offered_before_another_one_is_added(enter, session):
    chen = a_speaker(name="Chen Lihua", country="CN")
    statement = Statement.objects.get()
    page = enter()
    page.goto(f"/admin/proceedings/statement/{statement.pk}/change/")
    for button, speakers in (("Chen Lihua", 2), ("Add", 3)):
        page.locator(".field-speaker .select2-selection").click()
        page.locator(".select2-search__field:focus").wait_for()
        page.keyboard.type("Chen Lihua")
        page.get_by_role("option", name="Add “Chen Lihua” as a new speaker…").click()
        dialog = page.get_by_role("dialog", name="Add a speaker")
        dialog.get_by_text("The record has this name already.").wait_for()
        if button == "Add":
            dialog.get_by_role("button", name="Add", exact=True).click()
            dialog.get_by_text("Choose the person above, or say that this is another one.").wait_for()
            dialog.get_by_label("This is another person").check()
        dialog.get_by_role("button", name=button, exact=True).click()
        dialog.wait_for(state="detached")
        assert (chosen(page, "id_speaker"), Speaker.objects.count()) == ("Chen Lihua", speakers)
        assert (page.locator("#id_speaker").input_value() == str(chen.pk)) == (button != "Add")
    assert page.evaluate("document.activeElement.closest('.field-speaker') !== null")


def test_the_dialog_is_accessible(enter, session, axe):
    a_speaker(name="Chen Lihua", country="CN")
    # The checker itself writes styles into the page.
    page = enter(bypass_csp=True)
    page.goto(bench(session))
    open_box(page)
    page.keyboard.type("Chen Lihua")
    page.get_by_role("option", name="Add “Chen Lihua” as a new speaker…").click()
    page.get_by_role("dialog", name="Add a speaker").get_by_label("Post").wait_for()
    assert axe(page) == []
