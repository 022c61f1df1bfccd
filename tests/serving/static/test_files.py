"""Files that browsers ask for by themselves, and style sheets as they are collected."""

from django.contrib.staticfiles.storage import StaticFilesStorage

from proceedings.serving.static.storage import StaticStorage


def test_a_browser_gets_the_icon_of_the_site_without_being_told(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["content-type"]) == (200, "image/x-icon")
    assert response.getvalue()[:4] == b"\x00\x00\x01\x00"


def test_a_collected_style_sheet_contains_those_that_it_imports(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "colours.css").write_text("a { color: red }\n")
    (tmp_path / "site" / "page.css").write_text('@import url("colours.css");\np { margin: 0 }\n')

    def collected():
        sources = StaticFilesStorage(location=tmp_path, base_url="/static/")
        storage = StaticStorage(location=tmp_path / "collected", base_url="/static/")
        names = ("site/colours.css", "site/page.css")
        list(storage.post_process({name: (sources, name) for name in names}))
        address = storage.stored_name("site/page.css")
        return address, (tmp_path / "collected" / address).read_text()

    first, text = collected()
    assert text == "a { color: red }\np { margin: 0 }\n"
    (tmp_path / "site" / "colours.css").write_text("a { color: blue }\n")
    second, text = collected()
    assert (text, second != first) == ("a { color: blue }\np { margin: 0 }\n", True)
