"""The form of a new speaker proposes the parts of the name, and shows who has it already."""

from proceedings.models import Speaker
from tests.support.factories import a_speaker


def test_the_parts_follow_the_name_until_the_editor_writes_one(enter):
    a_speaker(name="Jan van der Berg", slug="jan-van-der-berg", country="NL")
    page = enter()
    page.goto("/admin/proceedings/speaker/add/")
    page.fill("#id_name", "Jan van der Berg")
    page.press("#id_name", "Tab")
    page.get_by_role("status").get_by_text("jan-van-der-berg, Netherlands").wait_for()
    assert page.get_by_role("status").inner_text() == (
        "On record already: Jan van der Berg (jan-van-der-berg, Netherlands)"
    )
    parts = ("#id_given_name", "#id_non_dropping_particle", "#id_family_name")
    assert [page.input_value(part) for part in parts] == ["Jan", "van der", "Berg"]
    page.fill("#id_given_name", "Johannes")
    page.fill("#id_name", "Jan van den Berg")
    with page.expect_response("**/names/?**"):
        page.press("#id_name", "Tab")
    page.get_by_role("status").get_by_text("On record").wait_for(state="detached")
    assert [page.input_value(part) for part in parts] == ["Johannes", "van der", "Berg"]
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url("**/speaker/")
    assert Speaker.objects.get(name="Jan van den Berg").given_name == "Johannes"
