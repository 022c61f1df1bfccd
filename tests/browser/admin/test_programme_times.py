"""A programme typed at the desk, read back at the desk and by readers."""

import pytest

from proceedings.models import Conference

ADD = "/admin/proceedings/conference/add/"
TIMES = {"starts_at": "10:00", "ends_at": "12:00"}


@pytest.fixture
def desk(browser, live_server, admin_client):
    """The form of a new conference.

    The Content-Security-Policy refuses styles that Select2 (part of Django's admin) sets in a new row.
    """
    context = browser.new_context(base_url=live_server.url)
    cookie = {"name": "sessionid", "value": admin_client.cookies["sessionid"].value, "url": live_server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(ADD)
    yield page
    context.close()


def field(page, name):
    return page.locator(f"[name='{name}']")


def test_a_programme_typed_in_a_moscow_conference_reads_back_with_the_same_clock_times(desk, page, axe):
    field(desk, "title").fill("Moscow forum")
    field(desk, "language").fill("en")
    field(desk, "starts_on").fill("2021-05-05")
    field(desk, "time_zone").fill("Europe/Moscow")
    desk.get_by_text("Add another Session").click()
    field(desk, "sessions-0-title").fill("Morning")
    for name, time in TIMES.items():
        field(desk, f"sessions-0-{name}_0").fill("2021-05-05")
        field(desk, f"sessions-0-{name}_1").fill(time)
    desk.get_by_role("button", name="Save and continue editing").first.click()
    desk.get_by_text("was added successfully").wait_for()
    shown = {name: field(desk, f"sessions-0-{name}_1").input_value() for name in TIMES}
    assert shown == TIMES
    assert desk.locator("#sessions-0 .zone").all_inner_texts() == ["Europe/Moscow"] * 2
    assert [fault for fault in axe(desk) if "programme-time" in fault or "starts_at" in fault] == []
    Conference.objects.get().publish()
    page.goto("/conferences/moscow-forum-2021/")
    assert "5 May 2021, 10:00–12:00 (Europe/Moscow)" in page.locator("main").inner_text()


def test_a_time_that_occurs_twice_is_asked_on_the_form_without_javascript(enter):
    page = enter(java_script_enabled=False)
    page.goto(ADD)
    field(page, "title").fill("Night")
    field(page, "language").fill("en")
    field(page, "time_zone").fill("Europe/Berlin")
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.get_by_text("was added successfully").wait_for()
    page.goto(f"/admin/proceedings/session/add/?conference={Conference.objects.get().pk}")
    field(page, "title").fill("Twice that night")
    field(page, "starts_at_0").fill("2021-10-31")
    field(page, "starts_at_1").fill("02:30")
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.get_by_label("Which of the two:").select_option(label="2021-10-31 02:30:00+01:00 (CET)")
    page.get_by_role("button", name="Save and continue editing").first.click()
    page.get_by_text("was added successfully").wait_for()
    assert page.get_by_label("Which of the two:").input_value() == "later"
