"""Files that browsers ask for by themselves."""


def test_a_browser_gets_the_icon_of_the_site_without_being_told(client):
    response = client.get("/favicon.ico")
    assert (response.status_code, response["content-type"]) == (200, "image/x-icon")
    assert response.getvalue()[:4] == b"\x00\x00\x01\x00"
