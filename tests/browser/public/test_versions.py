from datetime import timedelta

import pytest

from tests.support.factories import a_correction, a_statement

pytestmark = pytest.mark.django_db(transaction=True)


def faults(page, axe):
    """Return what axe finds at two widths, with the widths at which the page scrolls sideways."""
    faults = []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        faults += axe(page)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            faults.append(width)
    return faults


def test_a_reader_sees_a_correction_and_opens_the_earlier_version(open_page, axe, monkeypatch):
    monkeypatch.setattr("proceedings.editorial.published_versions.ONE_SAVE", timedelta())
    statement = a_statement(slug="said", title="On peace", text="Peace is good.")
    statement.text = "Peace is better."
    statement.save()
    a_correction(statement=statement, note="The source says better.")
    page = open_page()
    page.goto("/statements/said/")
    page.get_by_role("link", name="Earlier versions").click()
    page.locator(".difference").first.wait_for()
    assert [page.locator(name).all_text_contents() for name in (".difference ins", ".difference del")] == [
        ["[inserted: better]"],
        ["[deleted: good]"],
    ]
    assert faults(page, axe) == []
    page.get_by_role("link", name="Version 1").click()
    page.wait_for_url("**/versions/1/")
    assert page.locator("#p1").inner_text().endswith("Peace is good.")
    assert faults(page, axe) == []
