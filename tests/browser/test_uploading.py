"""A sheet is uploaded in a real browser, its speaker chosen, and what it would do confirmed."""

import pytest
from django.contrib.auth.models import User

from proceedings.importing import sheets
from proceedings.models import Statement
from tests.support.factories import a_conference, a_speaker
from tests.support.sheets import xlsx

ROW = {"session": "Opening", "title": "On health", "text": "'=Dear colleagues", "kind": "address"}
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def open_desk(browser, live_server, client):
    """A page of a superuser who has signed in already, with `complaints`: what the browser said of it.

    In the lists they are of Select2, which sets styles that the policy refuses.
    """
    contexts = []

    def open_desk(**options):
        client.force_login(User.objects.get_or_create(username="editor", is_staff=True, is_superuser=True)[0])
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        return page

    yield open_desk
    for context in contexts:
        context.close()


@pytest.fixture
def forum(live_server):
    return a_conference(title="Forum 2020", slug="forum", status="draft")


def upload(page, *rows):
    page.get_by_label("Sheet:").set_input_files({"name": "Forum.xlsx", "mimeType": KIND, "buffer": xlsx(*rows)})
    page.get_by_label("Conference:").select_option("Forum 2020")
    page.get_by_role("button", name="Show what it would do").click()


def check(page, axe, options):
    assert page.complaints == []
    if options.get("java_script_enabled", True):
        assert axe(page) == []
        # The checker itself tries to add styles.
        page.complaints.clear()


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}, {"color_scheme": "dark"}], ids=str)
def test_a_sheet_becomes_drafts_once_its_speakers_are_known(open_desk, forum, axe, options):
    norov = a_speaker(name="Vladimir Norov")
    page = open_desk(**options)
    page.goto("/admin/proceedings/statement/import/")
    upload(page, {**ROW, "speaker": "Владимир Норов"}, {**ROW, "speaker": "Ann Lee", "kind": "adress"})
    page.get_by_role("row", name="3 D (Kind)").wait_for()
    check(page, axe, options)
    page.get_by_label("Vladimir Norov vladimir-norov", exact=True).check()
    page.get_by_label("Add them as new").check()
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("heading", name="Who and what is meant?").wait_for(state="detached")
    # The mended sheet is not asked about the names again.
    upload(page, {**ROW, "speaker": "Владимир Норов"}, {**ROW, "speaker": "Ann Lee", "title": "On trade"})
    page.get_by_role("heading", name="New statements").wait_for()
    check(page, axe, options)
    assert Statement.objects.count() == 0
    page.get_by_role("button", name="Import it").click()
    page.get_by_text("Imported Forum.xlsx: 4 created, 0 updated, 0 unchanged.").wait_for()
    said = Statement.objects.order_by("position").values_list("speaker__name", "title", "status")
    assert list(said) == [("Vladimir Norov", "On health", "draft"), ("Ann Lee", "On trade", "draft")]
    assert Statement.objects.filter(speaker=norov).count() == 1


def test_a_list_is_downloaded_as_an_upload_takes_it(open_desk, forum):
    page = open_desk()
    page.goto("/admin/proceedings/statement/")
    with page.expect_download() as found:
        page.get_by_role("link", name="Download Excel").click()
    assert found.value.suggested_filename == "statements.xlsx"
    data = found.value.path().read_bytes()
    assert sheets.read_sheet("statements.xlsx", data).headings[:2] == ["Conference", "Session"]
