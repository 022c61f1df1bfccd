"""The workbench with a keyboard, with a mouse, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from proceedings.models import Statement
from tests.support.factories import a_conference, a_session, a_speaker, a_statement

PHONE = {"width": 390, "height": 800}


@pytest.fixture
def conference(live_server):
    conference = a_conference(title="Summit on rivers", status="draft", slug="summit")
    ada = a_speaker(name="Ada")
    for letter, length in (("A", 3), ("B", 1)):
        session = a_session(conference=conference, title=f"Session {letter}")
        for number in range(1, length + 1):
            a_statement(session=session, title=f"{letter}{number}", speaker=ada, status="draft")
    return conference


def bench(conference):
    return f"/admin/proceedings/conference/{conference.pk}/workbench/"


def shown(page):
    """Return the titles on the page, session by session."""
    sessions = page.locator("[data-session]").all()
    return [session.locator(".row .statement > a").all_inner_texts() for session in sessions]


def saved(conference):
    rows = Statement.objects.at(conference).in_order().values_list("session__title", "title")
    return [[title for session, title in rows if session == f"Session {letter}"] for letter in "AB"]


def save(page):
    page.get_by_role("button", name="Save the order").click()
    page.locator(".messagelist").get_by_text("Moved").wait_for()


def test_the_keyboard_moves_a_row_into_the_next_session_and_announces_it(enter, conference):
    page = enter()
    page.goto(bench(conference))
    place = page.get_by_label("Place of “A1”")
    place.focus()
    for _step in range(3):
        page.keyboard.press("Alt+ArrowDown")
    assert page.get_by_role("status").inner_text() == "“A1” is now number 1 of 2 in “Session B”. Not saved yet."
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Place of “A1”"
    assert shown(page) == [["A2", "A3"], ["A1", "B1"]]
    assert saved(conference) == [["A1", "A2", "A3"], ["B1"]]
    save(page)
    assert saved(conference) == [["A2", "A3"], ["A1", "B1"]]
    assert page.get_by_text("Not saved yet.", exact=True).is_hidden()


def test_a_row_is_dragged_to_another_session(enter, conference):
    page = enter()
    page.goto(bench(conference))
    page.locator(".row", has_text="A3").locator(".grip").drag_to(
        page.locator(".row", has_text="B1"), target_position={"x": 200, "y": 2}
    )
    assert shown(page) == [["A1", "A2"], ["A3", "B1"]]
    page.locator(".row", has_text="A2").locator(".grip").drag_to(
        page.locator(".row", has_text="A1"), target_position={"x": 200, "y": 2}
    )
    save(page)
    assert saved(conference) == [["A2", "A1"], ["A3", "B1"]]


def test_buttons_and_numbers_move_rows_at_once(enter, conference):
    page = enter()
    page.goto(bench(conference))
    page.get_by_role("button", name="Move “A2” up").click()
    page.get_by_label("Place of “A2”").fill("3")
    page.get_by_label("Place of “A2”").blur()
    page.get_by_role("button", name="Move “B1” up").click()
    assert shown(page) == [["A1", "A3", "A2", "B1"], []]
    save(page)
    assert saved(conference) == [["A1", "A3", "A2", "B1"], []]


def test_the_page_asks_before_it_loses_unsaved_changes(enter, conference):
    page = enter()
    page.goto(bench(conference))
    page.get_by_role("button", name="Move “A2” up").click()
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Conferences", exact=True).first.click()
    assert (dialogs, page.url.endswith("/workbench/")) == (["beforeunload"], True)


def test_statements_are_added_one_after_another_with_the_keyboard(enter, conference):
    page = enter()
    page.goto(bench(conference))
    page.locator(".row", has_text="A2").get_by_role("link", name="Insert before").click()
    for title in ("First", "Second"):
        # The speaker's box has the focus: type, choose, on to the title.
        page.keyboard.press("Enter")
        page.keyboard.type("Ada")
        page.get_by_role("option", name="Ada", exact=True).wait_for()
        page.keyboard.press("Enter")
        page.locator("span.select2-dropdown").wait_for(state="detached")
        page.get_by_label("Title").fill(title)
        page.keyboard.press("Enter")
        page.locator(".messagelist").get_by_text(f"Added “Ada: {title}” as a draft.").wait_for()
        page.locator("#add .select2-selection:focus").wait_for()
    assert saved(conference) == [["A1", "First", "Second", "A2", "A3"], ["B1"]]


def test_the_server_does_everything_without_javascript(enter, conference):
    page = enter(java_script_enabled=False)
    page.goto(bench(conference))
    page.get_by_role("button", name="Move “A2” up").click()
    expect(page.locator(".row .statement > a").first).to_have_text("A2")
    page.get_by_label("Place of “A3”").fill("1")
    page.keyboard.press("Enter")
    page.locator(".row", has_text="B1").get_by_role("link", name="Insert before").click()
    page.get_by_label("Kind").select_option("narrative")
    page.get_by_label("Title").fill("B0")
    page.keyboard.press("Enter")
    page.locator(".messagelist").get_by_text("Added “B0” as a draft.").wait_for()
    assert saved(conference) == [["A3", "A2", "A1"], ["B0", "B1"]]


def test_one_box_checks_all_statements(enter, conference):
    page = enter()
    page.goto(bench(conference))
    page.get_by_label("Check all on this page").check()
    page.get_by_label("Move to the end of").select_option(label="2. Session B")
    page.get_by_role("button", name="Fill in").click()
    page.locator(".messagelist").get_by_text("Moved").wait_for()
    assert saved(conference) == [[], ["A1", "A2", "A3", "B1"]]


def test_the_desk_and_the_workbench_are_accessible_and_fit_a_phone(enter, axe, conference):
    failures = {}
    for viewport in ({"width": 1280, "height": 900}, PHONE):
        # The checker itself writes styles into a page that has typed references.
        page = enter(viewport=viewport, bypass_csp=True)
        for address in ("/admin/", bench(conference)):
            page.goto(address)
            faults = axe(page)
            wide = page.evaluate("document.documentElement.scrollWidth") > viewport["width"]
            if faults or wide:
                failures[address, viewport["width"]] = (faults, wide)
    assert failures == {}


def test_a_key_undoes_the_last_step_but_not_in_a_field_or_before_an_order_is_saved(enter, conference):
    page = enter()
    page.goto(bench(conference))
    page.get_by_label("Place of “A1”").focus()
    page.keyboard.press("Alt+ArrowDown")
    save(page)
    assert saved(conference) == [["A2", "A1", "A3"], ["B1"]]
    assert page.get_by_text("You can also press Ctrl+Z").is_visible()
    title = page.locator("#id_new-title")
    title.fill("Typed")
    page.keyboard.press("Control+z")
    assert title.input_value() == ""
    page.get_by_role("button", name="Move “A3” up").click()
    page.keyboard.press("Control+z")
    assert shown(page) == [["A2", "A3", "A1"], ["B1"]]
    page.get_by_role("button", name="Move “A3” down").click()
    page.goto(bench(conference))
    page.keyboard.press("Control+z")
    page.locator(".messagelist").get_by_text("Undone").wait_for()
    assert saved(conference) == [["A1", "A2", "A3"], ["B1"]]
