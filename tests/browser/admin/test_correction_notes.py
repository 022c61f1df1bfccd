"""Two editors of one statement, and a correction that its readers see, in a real browser."""

import pytest
from django.test import Client

from proceedings.models import Statement
from tests.support.desk.accounts import an_account
from tests.support.factories import a_session, a_speaker, a_statement


@pytest.fixture
def sign_in(browser, live_server):
    """A page of a publisher of this name."""
    contexts = []

    def sign_in(username, **options):
        client = Client()
        client.force_login(an_account("Editor", "Publisher", username=username))
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield sign_in
    for context in contexts:
        context.close()


@pytest.fixture
def statement(live_server):
    return a_statement(
        title="On health",
        slug="on-health",
        text="We need health.",
        session=a_session(),
        speaker=a_speaker(name="Ada Lovelace"),
    )


def save(page):
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("script", [True, False])
def test_the_second_of_two_editors_is_told_sees_both_and_merges(sign_in, statement, script):
    form = f"/admin/proceedings/statement/{statement.pk}/change/"
    first, second = sign_in("vera"), sign_in("karim", java_script_enabled=script)
    for page in (first, second):
        page.goto(form)
    first.locator("#id_text").fill("We need public health.")
    first.locator("#id_correction_note").fill("“Public” was left out.")
    save(first)
    second.locator("#id_text").fill("We need health and art.")
    second.locator("#id_no_change_of_substance").check()
    save(second)
    assert second.locator(".errorlist").first.is_visible()
    assert second.get_by_text("Saved by vera").first.is_visible()
    assert second.locator(".conflict del").text_content() == "[deleted: public health]"
    assert second.locator(".conflict ins").text_content() == "[inserted: health and art]"
    assert second.locator("#id_text").input_value() == "We need health and art."
    statement.refresh_from_db()
    assert statement.text == "We need public health."
    second.locator("#id_text").fill("We need public health and art.")
    save(second)
    statement.refresh_from_db()
    assert statement.text == "We need public health and art."


def test_a_correction_is_asked_for_and_reaches_its_readers(sign_in, statement, open_page):
    editor = sign_in("vera")
    editor.goto(f"/admin/proceedings/statement/{statement.pk}/change/")
    editor.locator("#id_text").fill("We need public health.")
    editor.locator("#id_why").fill("A reader wrote")
    save(editor)
    assert editor.get_by_text("Readers have seen this.").first.is_visible()
    assert editor.locator("#id_text").input_value() == "We need public health."
    editor.locator("#id_correction_note").fill("“Public” was left out.")
    save(editor)
    reader = open_page()
    reader.goto(Statement.objects.get().get_absolute_url())
    assert reader.get_by_text("“Public” was left out.").first.is_visible()
    editor.goto(f"/admin/proceedings/statement/{statement.pk}/history/")
    assert editor.get_by_text("A reader wrote").is_visible()
    assert editor.locator(".history-entry ins").first.text_content() == "[inserted: public ]"
    editor.get_by_role("link", name="Restore this version").click()
    editor.locator("#id_why").fill("They were wrong")
    editor.locator("#id_correction_note").fill("It is as it was.")
    editor.get_by_role("button", name="Restore").click()
    editor.get_by_text("Restored “On health”.").wait_for()
    assert Statement.objects.get().text == "We need health."


@pytest.mark.parametrize("view", ["change", "history"])
def test_the_pages_fit_a_phone_and_every_eye(sign_in, statement, axe, view):
    page = sign_in("vera", viewport={"width": 390, "height": 800})
    statement.title = "On public health"
    statement.save()
    page.goto(f"/admin/proceedings/statement/{statement.pk}/{view}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    if view == "history":
        assert axe(page) == []
