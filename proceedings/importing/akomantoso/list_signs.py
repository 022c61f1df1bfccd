"""The numbers of lists in Akoma Ntoso as signs of Markdown."""

import re

ORDERED = re.compile(r"\d{1,9}[.)]\Z")
ITEMS = {"item", "li"}
BULLETS = {"-", "*", "+"}


def ordered_numbers(items):
    """The numbers of the items of an <ol>, as a browser shows them."""
    numbers, number = [], 0
    for item in items:
        value = item.get("value", "")
        number = int(value) if value.isascii() and value.isdigit() else number + 1
        numbers.append(f"{number}.")
    return numbers


def list_signs(numbers):
    """Return the numbers of a list if Markdown can use them as the signs of its items, else None."""
    if all(map(ORDERED.match, numbers)) and len({number[-1] for number in numbers}) == 1:
        return numbers
    return numbers if len(set(numbers)) == 1 and numbers[0] in BULLETS else None


def number_elements(element, item):
    """Yield the element with the number of an item, unless the <ol> itself numbers its items."""
    if (num := item.find("num")) is not None and (element.tag != "ol" or has_own_numbers(element)):
        yield num


def has_own_numbers(element):
    return all(item.find("num") is not None for item in element if item.tag in ITEMS)


def item_numbers(element, items):
    """The numbers of the items of a list as they are written, or as a browser numbers an <ol>."""
    if element.tag == "ol" and not has_own_numbers(element):
        return ordered_numbers(items)
    return [
        " ".join("".join(num.itertext()).split()) if (num := item.find("num")) is not None else "" for item in items
    ]
