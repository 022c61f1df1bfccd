"""The forms of the desk in a browser window of usual width."""

import pytest

from tests.support.akomantoso import a_debate, a_section
from tests.support.factories import (
    a_conference,
    a_session,
    a_speaker,
    a_statement,
    an_appointment,
    an_organisation,
    another_name,
)


@pytest.fixture
def forms(live_server):
    conference = a_conference(starts_on="2020-09-28", ends_on="2020-09-30", time_zone="Europe/Moscow")
    a_session(conference=conference)
    speaker = a_speaker(name="Vladimir Norov")
    an_appointment(speaker=speaker, title="Secretary-General", organisation=an_organisation())
    return [f"/admin/proceedings/{row._meta.model_name}/{row.pk}/change/" for row in (conference, speaker)]


def test_no_form_is_wider_than_the_window(enter, forms):
    page = enter(viewport={"width": 1280, "height": 900})
    widths = []
    for form in forms:
        page.goto(form)
        widths.append(page.evaluate("document.documentElement.scrollWidth"))
    assert widths == [1280, 1280]


def test_two_speakers_are_compared_within_a_phone(enter, axe, live_server):
    norov, twin = a_speaker(name="Vladimir Norov"), a_speaker(name="Norov Vladimir")
    another_name(speaker=norov, name="Владимир Норов")
    page = enter(viewport={"width": 320, "height": 640}, bypass_csp=True)
    for address in ("duplicates/", f"{twin.pk}/merge/?with={norov.pk}"):
        page.goto(f"/admin/proceedings/speaker/{address}")
        assert page.locator(".side-by-side").evaluate("box => [box.scrollWidth > box.clientWidth]") == [False]
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        assert axe(page) == []


def test_the_reason_for_a_withdrawal_is_typed_within_a_phone(enter, live_server):
    a_statement()
    page = enter(viewport={"width": 320, "height": 640})
    page.goto("/admin/proceedings/statement/")
    page.locator("#action-toggle").check()
    page.locator("select[name=action]").select_option("Withdraw the selected statements")
    page.get_by_role("button", name="Go").click()
    box = page.get_by_label("Reason for withdrawal").bounding_box()
    assert box["x"] + box["width"] <= 320


def test_a_debate_is_previewed_within_a_phone(enter, axe, live_server):
    speech = '<speech by="#chair"><p>We speak of water, dams and rivers, and of those who live there.</p></speech>'
    page = enter(viewport={"width": 320, "height": 640}, bypass_csp=True)
    page.goto("/admin/proceedings/conference/import/")
    debate = {"name": "debate.xml", "mimeType": "text/xml", "buffer": a_debate(a_section(speech, "Opening"))}
    page.get_by_label("Akoma Ntoso file").set_input_files(debate)
    page.get_by_label("Language").fill("en")
    page.get_by_role("button", name="Preview the import").click()
    page.get_by_text("The first words of each speaker").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert axe(page) == []
