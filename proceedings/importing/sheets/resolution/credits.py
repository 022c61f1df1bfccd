"""The speakers of a sheet's rows, with their labels and the organisations of their posts."""

from django.utils.translation import gettext as _

from proceedings.importing.directory import name_key
from proceedings.importing.sheets.existing import LABEL, ORGANISATION, SPEAKER
from proceedings.importing.sheets.parsing import cells
from proceedings.importing.sheets.speakers import SEVERAL, SheetCredit, aligned, joined, labels_of, separated

# The columns with a text for each speaker.
BESIDE = ("speaker_identifier", "post", "organisation", "organisation_identifier")


class CreditResolver:
    """Resolves the speakers of rows; `names` is a NameResolver."""

    def __init__(self, names, mistakes):
        self.names, self.mistakes = names, mistakes
        self.speakers = names.directories["speaker"]

    def credits_of(self, row, now):
        """The SheetCredit of each speaker; those of the stored statement if the sheet has no column for them."""
        known = [SheetCredit(speaker=now.get(SPEAKER), label=now.get(LABEL, ""))]
        known += [SheetCredit(speaker=each["speaker"], label=each["label"]) for each in now.get("further", ())]
        pairs = list(self.printed_names(row, known))
        beside = {column: self.aligned_texts(row, column, len(pairs)) for column in BESIDE}
        known += [SheetCredit()] * len(pairs)
        columns = zip(pairs, known, beside["speaker_identifier"], strict=False)
        credits_ = [
            SheetCredit(label=label or current.label)
            # In a download, the label of a further speaker who is not named is among the names.
            if at and not identifiers and not current.speaker and name and name_key(name) == name_key(current.label)
            else self.speaker_of(row, name, label, current, identifiers)
            for at, ((name, label), current, identifiers) in enumerate(columns)
        ]
        if len(credits_) > 1 and row.is_filled("country"):
            self.mistakes.add(row.number, "country", _("leave this empty if the row has several speakers."))
        return self.with_posts(row, credits_, now, beside)

    def printed_names(self, row, known):
        """Yield the name of each speaker with the label, which is None if the sheet has none for it."""
        if row.has_column("speaker"):
            names = list(self.names_of(row))
        else:
            names = [self.speakers.labels.get(credit.speaker, "") for credit in known]
        labels = [None] * len(names)
        if row.has_column("label"):
            try:
                labels = labels_of(row.text("label"), len(names))
            except ValueError as error:
                self.mistakes.add(row.number, "label", str(error))
        pairs = zip(names, labels, strict=True)
        first = next(pairs)
        # An empty place between two semicolons is no speaker.
        is_kept = not row.has_column("speaker")
        return [first, *((name, label) for name, label in pairs if name or label or is_kept)]

    def names_of(self, row):
        """Yield the names in the speaker cell. A name that is on the record is one name, whatever it contains."""
        known, text = self.speakers, row.text("speaker")
        answers = self.names.answers.get("speaker", {})
        if known.matches(cells.one_line(text)):
            names = [cells.one_line(text)]
        else:
            names = separated(text, places=row.text("label").count(cells.SEPARATOR))
        for name in names:
            parts = [] if known.matches(name) else joined(name)
            if parts and answers.get(name_key(name)) == SEVERAL:
                yield from parts
                continue
            if parts:
                self.names.parts[name_key(name)] = parts
            yield cells.one_line(name)

    def speaker_of(self, row, name, label, current, identifiers):
        """The SheetCredit of one speaker; `label` is None to keep the present label."""
        kept = current.label if label is None else label
        if not identifiers and not name:
            return SheetCredit(label=kept)
        slug = self.names.resolve(row, "speaker", name, current.speaker, identifiers)
        if slug and slug != current.speaker and not row.has_column("speaker"):
            message = _("this is not an identifier of the speaker of the statement.")
            self.mistakes.add(row.number, "speaker_identifier", message)
        if label is None and slug != current.speaker:
            # The present label is that of another speaker.
            kept = ""
        return SheetCredit(name=name or self.speakers.labels.get(slug, ""), speaker=slug, label=kept)

    def aligned_texts(self, row, column, number):
        try:
            return aligned(row.text(column), number)
        except ValueError as error:
            self.mistakes.add(row.number, column, str(error))
            return [""] * number

    def with_posts(self, row, credits_, now, beside):
        """The speakers with the cells about their posts, in the same order."""
        current = [now.get(ORGANISATION), *(each["organisation"] for each in now.get("further", ()))]
        current += [None] * len(credits_)
        return [
            credit._replace(
                post=post,
                organisation_name=body or self.label_of_organisation(slug),
                organisation=slug,
            )
            for credit, post, body, slug in zip(
                credits_,
                beside["post"],
                beside["organisation"],
                self.organisations(row, beside, current),
                strict=True,
            )
        ]

    def organisations(self, row, beside, current):
        """The slug of the organisation of each post, or None."""
        texts = zip(beside["organisation"], beside["organisation_identifier"], current, strict=False)
        return [
            self.names.resolve(row, "organisation", body, slug, identifiers) if body or identifiers else None
            for body, identifiers, slug in texts
        ]

    def label_of_organisation(self, slug):
        return self.names.directories["organisation"].labels.get(slug, "")
