"""Merging two speakers in a real browser, and the redirect from the former address."""

import pytest
from django.contrib.auth.models import User

from tests.support.factories import a_speaker, a_statement, an_appointment, an_organisation, another_name


@pytest.fixture
def open_admin(browser, live_server, client):
    """Return a function that opens a page for a signed-in superuser: open_admin(color_scheme="dark").

    The Content-Security-Policy refuses styles that Select2 (part of Django's admin) sets; they are not needed.
    """
    contexts = []

    def open_admin(**options):
        client.force_login(User.objects.get_or_create(username="editor", is_staff=True, is_superuser=True)[0])
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield open_admin
    for context in contexts:
        context.close()


@pytest.fixture
def speakers(live_server):
    norov = a_speaker(name="Vladimir Norov", slug="vladimir-norov", country="UZ")
    twin = a_speaker(name="Владимир Норов", slug="vladimir-norov-2", biography="A *diplomat*.", country="RU")
    body = an_organisation(name="Shanghai Cooperation Organisation")
    for speaker in (norov, norov, twin):
        post = an_appointment(speaker=speaker, title="Secretary General", organisation=body)
        a_statement(speaker=speaker, appointment=post)
    another_name(speaker=twin, name="诺罗夫", language="zh")
    return norov, twin


def test_an_editor_merges_two_speakers_a_reader_is_redirected_and_the_editor_undoes_it(open_admin, speakers):
    norov, twin = speakers
    page = open_admin()
    page.goto(f"/admin/proceedings/speaker/{twin.pk}/change/")
    page.get_by_role("link", name="Merge with another speaker").click()
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill("vladimir nor")
    page.get_by_role("option", name="Vladimir Norov").click()
    page.get_by_role("button", name="Compare").click()
    page.get_by_label("Reason for the merge").fill("The same man.")
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_text("Merged Владимир Норов into Vladimir Norov.").wait_for()
    page.goto("/speakers/vladimir-norov-2/")
    assert page.url.endswith("/speakers/vladimir-norov/")
    assert page.get_by_text("诺罗夫").is_visible()
    page.goto(f"/admin/proceedings/speaker/{norov.pk}/change/")
    page.get_by_role("link", name="Undo this merge").click()
    page.get_by_role("button", name="Undo this merge").click()
    page.get_by_text("Undid the merge of Владимир Норов into Vladimir Norov.").wait_for()


def test_axe_reports_no_fault_on_the_merge_pages(open_admin, axe, speakers):
    norov, twin = speakers
    page = open_admin()
    faults_by_url = {}
    for address in (f"{twin.pk}/merge/", f"{twin.pk}/merge/?with={norov.pk}", "duplicates/"):
        page.goto(f"/admin/proceedings/speaker/{address}")
        if faults := axe(page):
            faults_by_url[address] = faults
    assert faults_by_url == {}
