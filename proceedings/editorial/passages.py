"""The passages of documents from which statements were drafted, for their review."""

import hashlib
from itertools import pairwise

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proceedings.models.statement import Statement

# Characters shown before and after a passage.
AROUND = 200
MARKS = (("source", "source_spans"), ("cue", "cue"), ("content", "content"))


class DraftedDocument(models.Model):
    """A document that was read: its name, kind and backend, and the text to which offsets refer."""

    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("name"), max_length=255)
    kind = models.CharField(_("kind"), max_length=16)
    backend = models.CharField(_("backend"), max_length=100)
    text = models.TextField(_("text"))
    read_at = models.DateTimeField(_("read at"), default=timezone.now)

    class Meta:
        verbose_name = _("drafted document")
        verbose_name_plural = _("drafted documents")

    def __str__(self):
        return self.name


class Passage(models.Model):
    """The passage of a statement: lists of (start, end) in the text of its document, and the rule that found them."""

    statement = models.OneToOneField(Statement, models.CASCADE, related_name="passage", verbose_name=_("statement"))
    document = models.ForeignKey(DraftedDocument, models.CASCADE, related_name="passages", verbose_name=_("document"))
    content = models.JSONField(default=list)
    cue = models.JSONField(default=list)
    source_spans = models.JSONField(default=list)
    rule = models.CharField(_("rule"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")

    def __str__(self):
        return f"{self.document}: {self.rule}"

    def pieces(self):
        """Return (name, text) of the passage and of the words around it; the name is source, cue, content or ""."""
        marks = [(name, start, end) for name, field in MARKS for start, end in getattr(self, field)]
        if not marks:
            return []
        text = self.document.text
        first, last = min(start for _name, start, _end in marks), max(end for _name, _start, end in marks)
        points = {first, last, *(point for _name, *span in marks for point in span)}
        pieces = [(mark_of(marks, start, end), text[start:end]) for start, end in pairwise(sorted(points))]
        before, after = text[max(0, first - AROUND) : first], text[last : last + AROUND]
        if first > AROUND:
            before = f"… {before.partition(' ')[2]}"
        if last + AROUND < len(text):
            after = f"{after.rpartition(' ')[0]} …"
        return [piece for piece in [("", before), *pieces, ("", after)] if piece[1]]


def mark_of(marks, start, end):
    """Return the name of the first of the marks that covers a piece of text, or ""."""
    return next((name for name, first, last in marks if first <= start and end <= last), "")


def keep_passages(document, passages):
    """Store the passages of new statements; return their number.

    `document` are the name, kind, backend and text of a DraftedDocument, `passages` are dictionaries of the fields of a
    Passage by the slug of the statement. A statement that already has a passage keeps it.
    """
    digest = hashlib.sha256("\0".join(document.values()).encode("utf-8", "surrogatepass")).hexdigest()
    row, _created = DraftedDocument.objects.get_or_create(digest=digest, defaults=document)
    slugs = Statement.objects.filter(slug__in=passages, passage=None).values_list("slug", "pk")
    rows = [Passage(statement_id=pk, document=row, **passages[slug]) for slug, pk in slugs]
    return len(Passage.objects.bulk_create(rows))
