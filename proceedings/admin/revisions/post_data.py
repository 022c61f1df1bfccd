"""POST data of a form, changed before Django reads it."""

from django.forms import FileInput, MultiWidget, Select
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT

from proceedings.admin.forms.keys import KEY

# More rows than a form can send (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MAX_ROWS = 1000


def set_value(data, bound):
    """Write the value of a bound field into the data, as its widget would send it."""
    widget = getattr(bound.field.widget, "widget", bound.field.widget)
    value = bound.value()
    if isinstance(widget, FileInput):
        return
    if isinstance(widget, MultiWidget):
        parts = zip(widget.widgets_names, widget.widgets, widget.decompress(value), strict=True)
        for name, part, part_value in parts:
            data[bound.html_name + name] = part.format_value(part_value) or ""
    elif isinstance(value, (list, tuple)):
        data.setlist(bound.html_name, [str(getattr(row, "pk", row)) for row in value])
    elif isinstance(widget, Select):
        data[bound.html_name] = "" if value is None else str(value)
    else:
        data[bound.html_name] = widget.format_value(value) or ""


def row_indexes(data, prefix):
    """{primary key: index} of the existing rows that an inline sent."""
    try:
        total = int(data.get(f"{prefix}-{TOTAL_FORM_COUNT}", 0))
    except ValueError:
        return {}
    keys = {index: data.get(f"{prefix}-{index}-id", "") for index in range(min(total, MAX_ROWS))}
    return {int(key): index for index, key in keys.items() if KEY.fullmatch(key)}


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
