"""Uploading a sheet in a real browser, from the form to the confirmation."""

import pytest
from django.contrib.auth.models import User

from proceedings.importing import sheets
from proceedings.models import Statement
from tests.support.factories import a_conference, a_speaker
from tests.support.sheets import xlsx

ROW = {"session": "Opening", "title": "On health", "text": "'=Dear colleagues", "kind": "address"}
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def open_admin(browser, live_server, client):
    """Open a page for a superuser who has signed in; `console` lists what the browser logged.

    In the lists, Select2 sets styles that the Content-Security-Policy refuses.
    """
    contexts = []

    def open_admin(**options):
        client.force_login(User.objects.get_or_create(username="editor", is_staff=True, is_superuser=True)[0])
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.console = []
        page.on("console", lambda message: page.console.append(message.text))
        return page

    yield open_admin
    for context in contexts:
        context.close()


@pytest.fixture
def forum(live_server):
    return a_conference(title="Forum 2020", slug="forum", status="draft")


def upload(page, *rows):
    page.get_by_label("Sheet:").set_input_files({"name": "Forum.xlsx", "mimeType": KIND, "buffer": xlsx(*rows)})
    page.get_by_label("Conference:").select_option("Forum 2020")
    page.get_by_role("button", name="Preview the import").click()


def check(page, axe, options):
    assert page.console == []
    if options.get("java_script_enabled", True):
        assert axe(page) == []
        # The checker itself tries to add styles.
        page.console.clear()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=str)
def test_a_sheet_becomes_drafts_once_its_speakers_are_known(open_admin, forum, axe, options):
    norov = a_speaker(name="Vladimir Norov")
    page = open_admin(**options)
    page.goto("/admin/proceedings/statement/import/")
    upload(page, {**ROW, "speaker": "Владимир Норов"}, {**ROW, "speaker": "Ann Lee", "kind": "adress"})
    page.get_by_role("row", name="3 D (Kind)").wait_for()
    check(page, axe, options)
    page.get_by_label("Vladimir Norov vladimir-norov", exact=True).check()
    page.get_by_label("Add them as new").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("heading", name="Check the names").wait_for(state="detached")
    # The corrected sheet raises no more questions about the names.
    upload(page, {**ROW, "speaker": "Владимир Норов"}, {**ROW, "speaker": "Ann Lee", "title": "On trade"})
    page.get_by_role("heading", name="New statements").wait_for()
    check(page, axe, options)
    assert Statement.objects.count() == 0
    page.get_by_role("button", name="Import").click()
    page.get_by_text("Imported Forum.xlsx: 4 created, 0 updated, 0 unchanged.").wait_for()
    statements = Statement.objects.order_by("position").values_list("speaker__name", "title", "status")
    assert list(statements) == [("Vladimir Norov", "On health", "draft"), ("Ann Lee", "On trade", "draft")]
    assert Statement.objects.filter(speaker=norov).count() == 1


def test_a_downloaded_list_can_be_uploaded(open_admin, forum):
    page = open_admin()
    page.goto("/admin/proceedings/statement/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download Excel").click()
    assert download.value.suggested_filename == "statements.xlsx"
    data = download.value.path().read_bytes()
    assert sheets.read_sheet("statements.xlsx", data).headings[:2] == ["Conference", "Session"]


FOREIGN = b"All our talks\n\nname,title,abstract,track,day,start\nAnn Lee,On water,One.,Opening,05/10/2021,11:00\n"


def test_a_sheet_of_another_program_is_imported_once_its_columns_are_chosen(open_admin, forum, axe):
    a_speaker(name="Ann Lee")
    page = open_admin()
    page.goto("/admin/proceedings/statement/import/")
    page.get_by_label("Sheet:").set_input_files({"name": "talks.csv", "mimeType": "text/csv", "buffer": FOREIGN})
    page.get_by_label("Conference:").select_option("Forum 2020")
    page.get_by_role("button", name="Preview the import").click()
    page.get_by_role("heading", name="Check the columns").wait_for()
    check(page, axe, {})
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("The day: 30/10/2021").check()
    check(page, axe, {})
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Import").click()
    page.get_by_text("Imported talks.csv: 2 created, 0 updated, 0 unchanged.").wait_for()
    assert Statement.objects.get().delivered_at.isoformat() == "2021-10-05T11:00:00+00:00"


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=str)
def test_a_sheet_brings_a_conference_that_is_described_in_answer_to_its_title(open_admin, forum, axe, options):
    a_speaker(name="Vladimir Norov")
    page = open_admin(**options)
    page.goto("/admin/proceedings/statement/import/")
    page.get_by_text("New conference").click()
    check(page, axe, options)
    rows = {**ROW, "conference": "Forum 2021", "speaker": "Vladimir Norov"}
    page.get_by_label("Sheet:").set_input_files({"name": "Forum.xlsx", "mimeType": KIND, "buffer": xlsx(rows)})
    page.get_by_role("button", name="Preview the import").click()
    language = page.get_by_label("Language:")
    assert language.is_hidden()
    page.get_by_label("A new conference, which will be a draft:").check()
    check(page, axe, options)
    page.get_by_label("First day:").fill("2021-05-10")
    language.fill("Russian")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Import").click()
    page.locator(".messagelist").get_by_text("Imported Forum.xlsx").wait_for()
    statement = Statement.objects.get()
    assert (statement.conference.title, statement.conference.slug, statement.language) == (
        "Forum 2021",
        "forum-2021",
        "ru",
    )
    assert page.url.endswith(f"/conference/{statement.conference.pk}/workbench/")
