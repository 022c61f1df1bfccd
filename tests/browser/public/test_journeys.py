"""The ways of a journalist and of a researcher, with their clicks counted. A key that opens something counts as one."""

import pytest
from playwright.sync_api import expect

from tests.support.factories import a_conference, a_session, a_speaker, a_statement, a_theme, an_appointment


class Reader:
    """Counts the clicks and the keys that take the place of clicks."""

    def __init__(self, page):
        self.page = page
        self.clicks = 0

    def click(self, role, name):
        self.page.get_by_role(role, name=name).first.click()
        self.clicks += 1

    def press(self, key):
        self.page.keyboard.press(key)
        self.clicks += 1


@pytest.fixture
def record(live_server, monkeypatch):
    # As on a long record: names are typed.
    monkeypatch.setattr("proceedings.filters.reference.MOST_CHOICES", 0)
    session = a_session(conference=a_conference(title="Forum"))
    theme = a_theme(name="Digital economy")
    for name, title in (("Vladimir Norov", "Secretary General"), ("Zhang Hanhui", "Ambassador"), ("Bo Ek", "Chair")):
        speaker = a_speaker(name=name)
        a_statement(
            session=session,
            speaker=speaker,
            appointment=an_appointment(speaker=speaker, title=title),
            title=f"Words of {name}",
            text=f"Thanks.\n\n{name} spoke on 5G networks.",
            themes=[theme],
        )


@pytest.fixture
def reader(open_page, record):
    return Reader(open_page(permissions=["clipboard-read", "clipboard-write"]))


def test_a_journalist_finds_and_cites_a_paragraph_in_four_clicks(reader, axe):
    page = reader.page
    page.goto("/")
    page.get_by_role("combobox", name="Search statements").fill("norov 5G")
    reader.press("Enter")
    page.wait_for_url("**/search/?q=norov+5G")
    reader.click("link", "Words of Vladimir Norov")
    reader.click("link", "Paragraph 2")
    page.get_by_text("Citing paragraph 2").wait_for()
    assert axe(page) == []
    reader.click("button", "Copy the quotation")
    page.wait_for_function("async () => (await navigator.clipboard.readText()).includes('paragraph 2')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Vladimir Norov spoke on 5G networks.\n\nNorov, V.")
    assert reader.clicks <= 4


def test_a_researcher_compares_two_ambassadors_and_gets_a_table_in_five_clicks(reader, axe):
    page = reader.page
    page.goto("/")
    reader.click("link", "Compare speakers")
    for label, typed, name in (
        ("Speaker 1", "norov", "Vladimir Norov"),
        ("Speaker 2", "zhang", "Zhang Hanhui"),
        ("Theme", "digi", "Digital economy"),
    ):
        page.get_by_label(label).press_sequentially(typed)
        page.get_by_role("option", name=name).wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.get_by_label(label)).to_have_value(name)
    assert axe(page) == []
    reader.click("button", "Compare")
    page.wait_for_url("**/compare/?speaker=vladimir-norov&speaker=zhang-hanhui&theme=digital-economy")
    with page.expect_download() as download:
        reader.click("link", "CSV")
    assert "Words of Vladimir Norov" in download.value.path().read_text(encoding="utf-8")
    assert reader.clicks <= 5


def test_a_name_that_is_typed_to_the_end_needs_no_script(open_page, record):
    page = open_page(java_script_enabled=False)
    page.goto("/statements/")
    page.get_by_label("Speaker:").fill("norov")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/statements/?speaker=vladimir-norov")
    expect(page.get_by_label("Speaker:")).to_have_value("Vladimir Norov")


def test_a_suggestion_is_sent_by_its_slug_though_another_row_has_its_name(reader):
    page = reader.page
    a_statement(speaker=a_speaker(name="Bo Ek", slug="other"), title="Other words")
    page.goto("/statements/")
    page.get_by_label("Speaker:").press_sequentially("bo")
    page.get_by_role("option", name="Bo Ek").first.click()
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/statements/?speaker=bo-ek")
    page.get_by_label("Kind").select_option("remarks")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**/statements/?kind=remarks&speaker=bo-ek")


@pytest.mark.parametrize("width", [390, 320])
def test_what_folds_above_a_list_on_a_phone_is_open_on_a_wide_screen(open_page, record, width):
    page = open_page(viewport={"width": width, "height": 1000})
    for address in ("/statements/", "/conferences/forum-2020/", "/search/?q=thanks"):
        page.goto(address)
        fold = page.locator("details.fold")
        expect(fold).not_to_have_attribute("open", "")
        assert fold.bounding_box()["y"] < page.locator(".statement").first.bounding_box()["y"] < 1000
        page.set_viewport_size({"width": 1280, "height": 1000})
        expect(fold).to_have_attribute("open", "")
        assert fold.bounding_box()["x"] > page.locator(".statement").first.bounding_box()["x"]
        page.set_viewport_size({"width": width, "height": 1000})
