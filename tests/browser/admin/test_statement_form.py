"""Writing texts with the preview, one statement after another."""

import pytest

from proceedings.models import Statement
from tests.support.factories import a_session, a_statement


@pytest.fixture
def statements(live_server):
    session = a_session()
    return [a_statement(session=session, status="draft", title=title, text="") for title in ("First", "Second")]


def form(statement):
    return f"/admin/proceedings/statement/{statement.pk}/change/"


def test_the_preview_follows_the_typing_and_a_key_saves_and_goes_on(enter, statements):
    page = enter()
    page.goto(form(statements[0]))
    page.locator("#id_text").focus()
    page.keyboard.type("One.\n\n- two\n- *three*")
    preview = page.get_by_role("group", name="Preview: Text")
    preview.locator("#preview-p2 em", has_text="three").wait_for()
    assert preview.locator(".number").all_inner_texts() == ["1", "2"]
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"**{form(statements[1])}")
    assert Statement.objects.get(title="First").text.splitlines() == ["One.", "", "- two", "- *three*"]


def test_an_existing_text_and_a_row_added_later_are_previewed_at_once(enter, statements):
    Statement.objects.filter(title="First").update(text="Some words.")
    page = enter()
    page.goto(form(statements[0]))
    page.locator("#preview-p1", has_text="Some words.").wait_for()
    page.get_by_text("Add another Translation").click()
    page.locator("#id_translations-0-text").fill("**Слова.**")
    page.locator(".markdown-preview strong", has_text="Слова.").wait_for()


def test_a_button_opens_the_preview_of_unsaved_text_without_javascript(enter, statements):
    page = enter(java_script_enabled=False)
    page.goto(form(statements[0]))
    page.locator("#id_text").fill("*Not saved.*")
    with page.context.expect_page() as opened:
        page.get_by_role("button", name="Preview").first.click()
    assert opened.value.locator("em").inner_text() == "Not saved."
    assert Statement.objects.get(title="First").text == ""
