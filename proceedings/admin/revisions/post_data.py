"""POST data of a form, changed before Django reads it."""

from django.forms import CheckboxInput, FileInput, MultiWidget, Select
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT

from proceedings.admin.forms.keys import KEY
from proceedings.admin.forms.sent_rows import MAX_ROWS


def set_value(data, bound):
    """Write the value of a bound field into the data, as its widget would send it."""
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    value = bound.value()
    if isinstance(widget, FileInput):
        return
    if isinstance(widget, MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        for name, part, part_value in parts:
            data[bound.html_name + name] = text_of(part, part_value)
    elif isinstance(widget, CheckboxInput):
        # A browser sends only a ticked box.
        data.pop(bound.html_name, None)
        if value:
            data[bound.html_name] = "on"
    elif isinstance(value, (list, tuple)):
        data.setlist(bound.html_name, [str(getattr(row, "pk", row)) for row in value])
    else:
        data[bound.html_name] = text_of(widget, value)


def text_of(widget, value):
    """The text that a widget with one value would send."""
    if isinstance(widget, Select):
        return "" if value is None else str(value)
    return widget.format_value(value) or ""


def renumber_rows(data, prefix, *, existing, dropped=()):
    """Renumber the rows of an inline: those whose keys exist first, the others after them as new rows."""
    try:
        total = min(int(data[f"{prefix}-{TOTAL_FORM_COUNT}"]), MAX_ROWS)
    except (KeyError, ValueError):
        return
    keys = {index: data.get(f"{prefix}-{index}-id", "") for index in range(total) if index not in dropped}
    initial = [index for index, key in keys.items() if KEY.fullmatch(key) and int(key) in existing]
    new = [index for index in keys if index not in initial]
    rows = {index: pop_fields(data, f"{prefix}-{index}-") for index in range(total)}
    for position, index in enumerate([*initial, *new]):
        for name, values in rows[index].items():
            data.setlist(f"{prefix}-{position}-{name}", values)
        if index in new:
            data[f"{prefix}-{position}-id"] = ""
    data[f"{prefix}-{TOTAL_FORM_COUNT}"] = str(len(keys))
    data[f"{prefix}-{INITIAL_FORM_COUNT}"] = str(len(initial))


def pop_fields(data, start):
    """Remove the fields of a row from the data; return {name: values}."""
    return {name.removeprefix(start): data.pop(name) for name in list(data) if name.startswith(start)}
