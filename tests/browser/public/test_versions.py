from datetime import timedelta

import pytest

from tests.support.factories import a_correction, a_statement

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_reader_sees_a_correction_and_opens_the_earlier_version(open_page, axe, monkeypatch, width, scheme):
    monkeypatch.setattr("proceedings.editorial.published_versions.ONE_SAVE", timedelta())
    statement = a_statement(slug="said", title="On peace", text="Peace is good.")
    statement.text = "Peace is better."
    statement.save()
    a_correction(statement=statement, note="The source says better.")
    page = open_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto("/statements/said/")
    page.get_by_role("link", name="Earlier versions").click()
    assert [page.locator(name).all_text_contents() for name in (".difference ins", ".difference del")] == [
        ["[inserted: better]"],
        ["[deleted: good]"],
    ]
    assert axe(page) == []
    page.get_by_role("link", name="Version 1").click()
    assert page.locator("#p1").inner_text().endswith("Peace is good.")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
