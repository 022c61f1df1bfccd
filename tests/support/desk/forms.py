"""The data that a browser would send from the form of a page."""

from html.parser import HTMLParser


class Fields(HTMLParser):
    """The fields of the page's largest form with their values, the way a browser collects them."""

    def __init__(self, page):
        super().__init__()
        self.forms = []
        self.select = self.textarea = None
        self.feed(page)
        self.values = max(self.forms, key=len)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.forms.append({})
        elif tag == "select":
            self.select = attrs.get("name")
        elif tag == "option" and "selected" in attrs and self.select:
            self.forms[-1].setdefault(self.select, []).append(attrs["value"])
        elif tag == "textarea":
            self.textarea, self.text = attrs.get("name"), ""
        elif tag == "input" and self.is_sent(attrs):
            self.forms[-1].setdefault(attrs["name"], []).append(attrs.get("value", self.value_without_one(attrs)) or "")

    def value_without_one(self, attrs):
        return "on" if attrs.get("type") == "checkbox" else ""

    def is_sent(self, attrs):
        kind = attrs.get("type")
        return attrs.get("name") and kind != "submit" and (kind != "checkbox" or "checked" in attrs)

    def handle_data(self, data):
        if self.textarea:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea" and self.textarea:
            self.forms[-1][self.textarea] = [self.text.removeprefix("\n")]
            self.textarea = None


def fill(client, address, **changes):
    """Open the page, change some of its fields, and send it; two underscores in a name stand for a hyphen."""
    values = Fields(client.get(address).content.decode()).values
    return client.post(address, values | {name.replace("__", "-"): value for name, value in changes.items()})


def messages_of(response):
    return [str(message) for message in response.context["messages"]]


def errors_of(response):
    """All errors that the page shows about the form and its rows."""
    forms = [response.context["adminform"].form]
    errors_of_forms = []
    for inline in response.context["inline_admin_formsets"]:
        errors_of_forms += inline.formset.non_form_errors()
        forms += inline.formset.forms
    return errors_of_forms + [error for form in forms for errors in form.errors.values() for error in errors]
