"""Two speakers are made one in a real browser, and a reader of the former address arrives."""

import pytest
from django.contrib.auth.models import User

from tests.support.factories import a_speaker, a_statement, an_appointment, an_organisation, another_name


@pytest.fixture
def open_desk(browser, live_server, client):
    """A page of a superuser who has signed in already: open_desk(color_scheme="dark").

    Select2, which Django's admin brings, sets styles that the policy refuses; nobody misses them.
    """
    contexts = []

    def open_desk(**options):
        client.force_login(User.objects.get_or_create(username="editor", is_staff=True, is_superuser=True)[0])
        context = browser.new_context(base_url=live_server.url, **options)
        contexts.append(context)
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        return context.new_page()

    yield open_desk
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


def test_two_speakers_are_merged_a_reader_of_the_former_address_arrives_and_it_is_undone(open_desk, speakers):
    norov, twin = speakers
    page = open_desk()
    page.goto(f"/admin/proceedings/speaker/{twin.pk}/change/")
    page.get_by_role("link", name="Merge with another speaker").click()
    page.locator(".select2-selection").click()
    page.locator(".select2-search__field").fill("vladimir nor")
    page.get_by_role("option", name="Vladimir Norov").click()
    page.get_by_role("button", name="Show both").click()
    page.get_by_label("Why they are one").fill("The same man.")
    page.get_by_role("button", name="Merge", exact=True).click()
    page.get_by_text("Владимир Норов and Vladimir Norov are one speaker now.").wait_for()
    page.goto("/speakers/vladimir-norov-2/")
    assert page.url.endswith("/speakers/vladimir-norov/")
    assert page.get_by_text("诺罗夫").is_visible()
    page.goto(f"/admin/proceedings/speaker/{norov.pk}/change/")
    page.get_by_role("link", name="Undo this merge").click()
    page.get_by_role("button", name="Undo this merge").click()
    page.get_by_text("Владимир Норов and Vladimir Norov are two speakers again.").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_pages_of_a_merge(open_desk, axe, speakers, scheme):
    norov, twin = speakers
    page = open_desk(color_scheme=scheme)
    found = {}
    for address in (f"{twin.pk}/merge/", f"{twin.pk}/merge/?with={norov.pk}", "duplicates/"):
        page.goto(f"/admin/proceedings/speaker/{address}")
        # What Django's own pages are made of is not ours to mend.
        if faults := [fault for fault in axe(page) if ".breadcrumbs" not in fault and "select2" not in fault]:
            found[address] = faults
    assert found == {}
