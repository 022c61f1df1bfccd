"""The rows of an inline that a form has sent."""

from django.forms.formsets import TOTAL_FORM_COUNT

from .keys import KEY

# More rows than a form can send (DATA_UPLOAD_MAX_NUMBER_FIELDS).
MAX_ROWS = 1000


def row_indexes(data, prefix):
    """{primary key: index} of the existing rows that an inline sent."""
    try:
        total = int(data.get(f"{prefix}-{TOTAL_FORM_COUNT}", 0))
    except ValueError:
        return {}
    keys = {index: data.get(f"{prefix}-{index}-id", "") for index in range(min(total, MAX_ROWS))}
    return {int(key): index for index, key in keys.items() if KEY.fullmatch(key)}
