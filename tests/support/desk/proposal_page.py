"""The form for a document and the page of its proposal, in a browser."""

from .proposals import ADDRESS

READY_ROW = ".proposal .row[tabindex='0']"


def paste(page, text, **choices):
    page.goto(ADDRESS)
    page.get_by_label("Or text").fill(text)
    for label, value in choices.items():
        page.get_by_label(label.title()).select_option(value)
    page.get_by_role("button", name="Read the document").click()
    page.get_by_role("heading", name="Source", exact=True).wait_for()


def upload(page, name, data, kind="application/octet-stream"):
    page.goto(ADDRESS)
    page.get_by_label("File").set_input_files({"name": name, "mimeType": kind, "buffer": data})
    page.get_by_role("button", name="Read the document").click()
    page.get_by_role("heading", name="Source", exact=True).wait_for()


def row(page, number):
    return page.locator(".proposal .row").nth(number - 1)


def press(page, name):
    """Press a button of the proposal, and wait until its page has come back."""
    version = page.locator("[name=version]").input_value()
    page.get_by_role("button", name=name).first.click()
    wait_for_version(page, version)


def wait_for_version(page, before):
    page.wait_for_function("before => document.querySelector('[name=version]')?.value !== before", arg=before)
    page.locator(READY_ROW).first.wait_for()
