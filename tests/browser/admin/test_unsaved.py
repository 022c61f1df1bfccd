"""Texts that were typed and not saved: kept in the browser and by the server, and offered again."""

import re

import pytest
from django.contrib.sessions.models import Session

from proceedings.models import Speaker, Statement
from tests.browser.conftest import let_in
from tests.support.desk.sign_in import PASSWORD, SIGN_IN, an_administrator
from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme, an_appointment

ADD = "/admin/proceedings/statement/add/"
OFFER = re.compile(r"Restore the unsaved text of \d\d:\d\d")


@pytest.fixture
def desk(open_page, live_server):
    """Return a function that returns a new page of Ann, who has signed in."""

    def desk(**options):
        page = open_page(**options)
        let_in(ann, page, live_server.url)
        return page

    ann = an_administrator("ann")
    an_administrator("bob")
    return desk


@pytest.fixture
def statement(live_server):
    return a_statement(session=a_session(), status="draft", title="On rivers", text="Old words.")


def open_and_sign_in(page, name="ann"):
    page.goto(SIGN_IN)
    sign_in(page, name)
    page.get_by_role("heading", name="The editors' desk").wait_for()


def sign_in(page, name="ann"):
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def form(row):
    return f"/admin/proceedings/{row._meta.model_name}/{row.pk}/change/"


def save(page, name="Save"):
    page.get_by_role("button", name=name, exact=True).first.click()


def end_session(page):
    Session.objects.all().delete()
    page.context.clear_cookies(name="sessionid")


def kept(page):
    """Return the copies in the browser."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('unsaved:')).length")


def wait_for_copy(page, number=1):
    page.wait_for_function(
        "number => Object.keys(localStorage).filter((key) => key.startsWith('unsaved:')).length === number", arg=number
    )


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_session_that_ends_while_typing_loses_nothing(desk, statement, script):
    page = desk(java_script_enabled=script)
    page.goto(form(statement))
    page.locator("#id_text").fill("New words, typed for an hour.")
    page.locator("#id_title").fill("On lakes")
    end_session(page)
    save(page)
    page.wait_for_url(f"**{SIGN_IN}?next=**")
    assert Statement.objects.get().text == "Old words."
    sign_in(page)
    page.get_by_text("This is what you typed until").wait_for()
    assert (page.locator("#id_text").input_value(), page.locator("#id_title").input_value()) == (
        "New words, typed for an hour.",
        "On lakes",
    )
    assert page.get_by_role("button", name=OFFER).count() == 0
    save(page)
    page.get_by_text("was changed successfully").wait_for()
    assert Statement.objects.get().text == "New words, typed for an hour."
    if script:
        assert kept(page) == 0


def test_a_new_row_and_its_inlines_are_restored_after_the_page_was_left(desk, live_server):
    session, theme, ada = a_session(), a_theme(name="Health"), a_speaker(name="Ada Lovelace")
    page = desk()
    page.goto(f"{ADD}?session={session.pk}")
    page.locator("#id_title").fill("On rivers")
    page.locator(".field-speaker .select2-selection").click()
    page.keyboard.type("Ada")
    page.keyboard.press("Enter")
    page.locator(".field-themes .select2-search__field").click()
    page.keyboard.type("Hea")
    page.keyboard.press("Enter")
    page.locator(".field-themes .select2-selection__choice").wait_for()
    page.get_by_text("Add another Translation").click()
    page.locator("#id_translations-0-text").fill("Слова.")
    page.locator("#id_translations-0-language").fill("ru")
    wait_for_copy(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    page.goto(ADD)
    page.get_by_role("button", name=OFFER).click()
    page.locator("#id_translations-0-text").wait_for()
    page.locator(".field-themes .select2-selection__choice", has_text="Health").wait_for()
    save(page)
    page.get_by_text("was added successfully").wait_for()
    statement = Statement.objects.get()
    assert (statement.title, statement.session, statement.speaker) == ("On rivers", session, ada)
    assert list(statement.themes.all()) == [theme]
    assert list(statement.translations.values_list("language", "text")) == [("ru", "Слова.")]
    assert kept(page) == 0


def test_leaving_with_unsaved_text_warns_and_without_it_does_not(desk, statement):
    page = desk()
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.dismiss()))
    page.goto(form(statement))
    page.locator("#id_text").press_sequentially("x")
    page.get_by_role("link", name="Home").first.click()
    assert (dialogs, page.url.endswith("/change/")) == (["beforeunload"], True)
    page.locator("#id_text").press("Backspace")
    page.get_by_role("link", name="Home").first.click()
    page.wait_for_url("**/admin/")
    assert (len(dialogs), kept(page)) == (1, 0)


@pytest.mark.parametrize("button", ["Save", "Save and continue editing", "Save and add another"])
def test_a_saved_text_is_not_kept_and_one_with_an_error_is(desk, statement, button):
    page = desk()
    page.goto(form(statement))
    page.locator("#id_text").fill("New words.")
    page.locator("#id_title").fill("")
    save(page, button)
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert (kept(page), page.get_by_role("button", name=OFFER).count()) == (1, 0)
    assert page.evaluate("document.activeElement.id") == "id_title"
    page.locator("#id_title").fill("On lakes")
    save(page, button)
    page.get_by_text("was changed successfully").wait_for()
    assert kept(page) == 0


def test_a_copy_is_discarded_by_its_owner_and_hidden_from_others(desk, statement):
    page = desk()
    page.goto(form(statement))
    page.locator("#id_text").fill("Ann's words.")
    wait_for_copy(page)
    page.on("dialog", lambda dialog: dialog.accept())
    end_session(page)
    open_and_sign_in(page, "bob")
    page.goto(form(statement))
    page.locator("#id_text").wait_for()
    page.wait_for_timeout(300)
    assert (page.get_by_role("button", name=OFFER).count(), kept(page)) == (0, 1)
    end_session(page)
    open_and_sign_in(page)
    page.goto(form(statement))
    page.get_by_role("button", name="Discard").click()
    assert kept(page) == 0


def test_signing_out_by_choice_leaves_no_texts_behind(desk, statement):
    page = desk()
    page.goto(form(statement))
    page.locator("#id_text").fill("Ann's words.")
    wait_for_copy(page)
    answers = [False, True]
    page.on("dialog", lambda dialog: dialog.accept() if answers.pop() is False else dialog.dismiss())
    page.locator("#user-tools summary").click()
    page.get_by_role("button", name="Sign out").click()
    assert kept(page) == 1
    page.get_by_role("button", name="Sign out").click()
    page.get_by_text("You have signed out.").wait_for()
    assert kept(page) == 0


def test_a_restored_form_meets_what_others_have_saved_meanwhile(desk, statement):
    page = desk()
    page.goto(form(statement))
    page.locator("#id_text").fill("Ann's words.")
    wait_for_copy(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    statement.text = "Bob's words."
    statement.save()
    page.goto(form(statement))
    page.get_by_role("button", name=OFFER).click()
    assert page.locator("#id_text").input_value() == "Ann's words."
    save(page)
    page.get_by_role("heading", name="Changes by another editor").wait_for()
    assert Statement.objects.get().text == "Bob's words."


def test_a_token_that_a_second_sign_in_made_invalid_loses_nothing(desk, statement):
    page = desk()
    page.goto(form(statement))
    page.get_by_text("Source, rights and recording").click()
    page.locator("#id_source").fill("Ann's words.")
    other = page.context.new_page()
    end_session(page)
    open_and_sign_in(other)
    save(page)
    page.get_by_role("heading", name="This form has expired").wait_for()
    assert "Ann's words." in [text.input_value() for text in page.locator("textarea").all()]
    page.get_by_role("link", name="Open the form again").click()
    page.get_by_role("button", name=OFFER).click()
    save(page)
    page.get_by_text("was changed successfully").wait_for()
    assert Statement.objects.get().source == "Ann's words."


def test_the_workbench_restores_its_order_and_its_new_statement(desk, live_server):
    session = a_session(conference=a_conference(status="draft"))
    ada = a_speaker(name="Ada")
    for title in ("A1", "A2", "A3"):
        a_statement(session=session, title=title, speaker=ada, status="draft")
    bench = f"/admin/proceedings/conference/{session.conference.pk}/workbench/"
    page = desk()
    page.goto(bench)
    page.get_by_role("button", name="Move “A3” up").click()
    page.get_by_label("Title").fill("New")
    wait_for_copy(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    page.goto(bench)
    page.get_by_role("button", name=OFFER).click()
    assert page.locator(".row .statement > a").all_inner_texts() == ["A1", "A3", "A2"]
    page.get_by_label("Kind").select_option("narrative")
    end_session(page)
    save(page, "Add")
    sign_in(page)
    page.get_by_text("This is what you typed until").wait_for()
    assert Statement.objects.count() == 3
    save(page, "Add")
    page.locator(".messagelist").get_by_text("Added “New” as a draft.").wait_for()
    assert list(Statement.objects.in_order().values_list("title", flat=True)) == ["A1", "A3", "A2", "New"]
    assert kept(page) == 0


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("speaker/add/", "id_name"),
        ("conference/add/", "id_title"),
        ("theme/add/", "id_name"),
        ("organisation/add/", "id_name"),
        ("statement/import/", "id_file"),
    ],
)
def test_the_focus_starts_in_the_first_field(desk, address, field):
    page = desk()
    page.goto(f"/admin/proceedings/{address}")
    page.locator(f"#{field}:focus").wait_for()


def test_the_focus_starts_in_a_reference_too(desk, live_server):
    post = an_appointment()
    page = desk()
    page.goto(form(post))
    page.locator(".field-speaker .select2-selection:focus").wait_for()


def test_the_offer_is_accessible(desk, axe, live_server):
    speaker = a_speaker(name="Ada")
    page = desk(bypass_csp=True)
    page.goto(form(speaker))
    page.locator("#id_biography").fill("A *mathematician*.")
    wait_for_copy(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/admin/")
    page.goto(form(speaker))
    page.get_by_role("button", name=OFFER).wait_for()
    assert [fault for fault in axe(page) if "unsaved" in fault or "data-restore" in fault] == []
    assert Speaker.objects.get().biography == ""
