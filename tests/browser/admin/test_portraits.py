"""An editor uploads a portrait and a reader sees it, in a real browser."""

from tests.support.factories import a_picture, a_speaker, a_statement

from .test_merge import open_admin  # noqa: F401 - a fixture


def test_an_editor_uploads_a_portrait_and_a_reader_sees_it(open_admin, open_page, tmp_path, live_server):  # noqa: F811
    speaker = a_statement(speaker=a_speaker(name="Ada Lovelace", slug="ada")).speaker
    (tmp_path / "me.jpg").write_bytes(a_picture(1200, 1600).read())
    admin = open_admin()
    admin.goto(f"/admin/proceedings/speaker/{speaker.pk}/change/")
    admin.get_by_label("Portrait:").set_input_files(tmp_path / "me.jpg")
    admin.get_by_label("Portrait by:").fill("Babbage")
    admin.get_by_role("button", name="Save and continue editing").first.click()
    admin.get_by_alt_text("Current picture").wait_for()
    reader = open_page()
    reader.goto("/speakers/ada/")
    picture = reader.get_by_alt_text("Ada Lovelace")
    assert picture.evaluate("picture => [picture.complete, picture.naturalWidth, picture.naturalHeight]") == [
        True,
        600,
        800,
    ]
    assert reader.get_by_text("Babbage").is_visible()


def test_axe_reports_no_fault_on_a_page_with_a_portrait(open_page, axe, live_server):
    a_statement(speaker=a_speaker(slug="ada", portrait=a_picture(), portrait_credit="Babbage"))
    page = open_page()
    page.goto("/speakers/ada/")
    assert axe(page) == []
