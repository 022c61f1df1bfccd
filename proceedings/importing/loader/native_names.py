"""Other names in the files, from which the order of a new speaker's name can be seen."""

from collections import defaultdict

from proceedings.models import OtherName

from .model_fields import noun_of


def names_by_speaker(reading):
    """Return the other names in a Reading: {reference to the speaker: names}."""
    names = defaultdict(list)
    for row in reading.rows[noun_of(OtherName)]:
        fields = {column.name: value for column, value in zip(row.shape.columns, row.values, strict=True)}
        names[fields["speaker"]].append(fields["name"])
    return names
