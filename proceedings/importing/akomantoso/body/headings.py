"""Headings of elements, the titles made of them, and the languages and times beside the words."""

from proceedings.akomantoso.vocabulary import HEADINGS, XML
from proceedings.importing.akomantoso.references import LONGEST
from proceedings.importing.akomantoso.to_markdown import plain_text


def headings(element):
    return [child for name in HEADINGS for child in element.iterchildren(name)]


def heading_of(element):
    texts = map(plain_text, headings(element))
    return " ".join(filter(None, texts)) or " ".join(element.get("title", "").split())


def shortened(title):
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"


def name_in_words(tag):
    """An element's name as words: "Point of order" for "pointOfOrder"."""
    return "".join(f" {char.lower()}" if char.isupper() else char for char in tag).strip().capitalize()


def language_at(element):
    """The language of an element or of one around it inside the debate; empty if none states one."""
    while element is not None and element.tag != "debate":
        if language := element.get(f"{{{XML}}}lang"):
            return language
        element = element.getparent()
    return ""


def starting_times(elements):
    """The recordedTime elements among some elements and inside them, except times of an end."""
    times = [time for element in elements for time in element.iter("recordedTime")]
    return [time for time in times if "end" not in time.get("type", "").casefold()]
