"""What a form has sent, changed before Django reads it."""

from django.forms import FileInput, MultiWidget, Select
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT

from proceedings.admin.forms.widgets import KEY


def put(data, bound):
    """Write the value of a form's field into what was sent, as its widget would have sent it."""
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    value = bound.value()
    if isinstance(widget, FileInput):
        return
    if isinstance(widget, MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        for name, part, some in parts:
            data[bound.html_name + name] = part.format_value(some) or ""
    elif isinstance(value, (list, tuple)):
        data.setlist(bound.html_name, [str(getattr(one, "pk", one)) for one in value])
    elif isinstance(widget, Select):
        data[bound.html_name] = "" if value is None else str(value)
    else:
        data[bound.html_name] = widget.format_value(value) or ""


def renumber(data, prefix, *, known, dropped=()):
    """Put an inline's rows in order anew: those of known keys first, the others after them as new ones."""
    try:
        total = min(int(data[f"{prefix}-{TOTAL_FORM_COUNT}"]), 1000)
    except (KeyError, ValueError):
        return
    keys = {index: data.get(f"{prefix}-{index}-id", "") for index in range(total) if index not in dropped}
    there = [index for index, key in keys.items() if KEY.fullmatch(key) and int(key) in known]
    new = [index for index in keys if index not in there]
    rows = {index: taken(data, f"{prefix}-{index}-") for index in range(total)}
    for place, index in enumerate([*there, *new]):
        for name, values in rows[index].items():
            data.setlist(f"{prefix}-{place}-{name}", values)
        if index in new:
            data[f"{prefix}-{place}-id"] = ""
    data[f"{prefix}-{TOTAL_FORM_COUNT}"] = str(len(keys))
    data[f"{prefix}-{INITIAL_FORM_COUNT}"] = str(len(there))


def taken(data, start):
    """Take a row's fields out of what was sent."""
    return {name.removeprefix(start): data.pop(name) for name in [*data] if name.startswith(start)}
