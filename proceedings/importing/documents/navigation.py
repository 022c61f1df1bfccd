"""The part of a web page that is its text, and the parts around it and within it that are not."""

import re

from lxml import etree

INVISIBLE = frozenset(
    {"script", "style", "noscript", "template", "button", "select", "option", "svg", "math", "iframe", "object", "head"}
    | {"textarea", "video", "audio", "canvas", "map"}
)
AROUND = frozenset({"nav", "footer", "aside", "form"})
# Words in the classes and ids of elements that are not part of a page's text.
NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|footer|sidebar|breadcrumbs?|share|sharing|social|cookies?|pagination|pager"
    r"|hidden|popup|modal|banner|related|comments?|advert\w*|subscribe|toolbar|topline|bottommeta|masha-ignore|skip"
    r"|newsletter|signup|sign-up|onetrust|consent|gdpr|paywall|promo|footnotes|endnotes)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
HIDDEN_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog", "doc-endnotes"}
)
MARKED = "//*[@itemprop='articleBody'] | //article | //main | //*[@role='main']"
# The least share of a page's letters that its main element has.
ENOUGH = 0.5


class Page:
    """`main` is the smallest marked element with most of the text of a page, or None.

    The letters of links do not count. An element with most of all letters is text, whatever its tag or class: some
    pages have their whole text in a form, or in an element of the class "has-sidebar".
    """

    def __init__(self, root):
        marked = root.xpath(MARKED)
        self.text = {holder for element in marked for holder in element.iterancestors()}
        shown, every = {}, {}
        self.count(root, set(marked), shown, every)
        parts = [(size, part) for part, size in shown.items() if size >= shown[root] * ENOUGH and part is not root]
        self.main = min(parts, key=lambda each: each[0])[1] if parts and shown[root] else None
        self.text = {element for element, size in every.items() if size > every[root] * ENOUGH}

    def count(self, root, marked, shown, every):
        """Count the letters of marked elements, without navigation, in `shown`, and those of navigation in `every`."""
        counts = [0, 0]
        starts, unseen, around = [], 0, 0
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag if isinstance(element.tag, str) else "script"
            if event == "start":
                is_around = self.is_left_out(element, tag)
                is_unseen = tag == "a" or is_invisible(element, tag)
                starts.append((*counts, is_around, is_unseen))
                around, unseen = around + is_around, unseen + is_unseen
                words = element.text
            else:
                *before, is_around, is_unseen = starts.pop()
                around, unseen = around - is_around, unseen - is_unseen
                if element in marked or element is root:
                    shown[element] = counts[0] - before[0]
                if is_around or element is root:
                    every[element] = counts[1] - before[1]
                words = element.tail if element is not root else ""
            if not unseen:
                size = len((words or "").strip())
                counts = [counts[0] + size * (not around), counts[1] + size]

    def is_left_out(self, element, tag):
        """Whether an element is not shown, or is navigation."""
        if is_invisible(element, tag):
            return True
        if element in self.text or tag in {"body", "html", "p"}:
            return element.get("role") in HIDDEN_ROLES and element not in self.text
        if is_reference(element, tag):
            return True
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        return tag in AROUND or element.get("role") in HIDDEN_ROLES or bool(NAVIGATION.search(names[:500]))


def is_reference(element, tag):
    """Whether an element is only the number of a note, which is not part of the text."""
    words = "".join(element.itertext()).strip("[]() \n") if tag == "sup" else ""
    is_number = words.isdecimal() or (words and not words.strip("*†‡"))
    return bool(is_number) and element.find(".//a[@href]") is not None


def is_invisible(element, tag):
    if tag in INVISIBLE or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return "display:none" in (element.get("style") or "").replace(" ", "").lower()
