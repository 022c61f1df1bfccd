from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from .history import History


class Noun(models.Model):
    """A row of the record."""

    versions_asked_by = ()
    history = History()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self.complete()
        super().save(**kwargs)

    def complete(self):
        """Fill in what follows from the other fields and was left empty; called before the row is written."""


def public_statements():
    """What makes a speaker, a theme or an organisation public, for the nouns that statements themselves refer to."""
    return apps.get_model("proceedings", "Statement").objects.public()


def once_public_statements():
    """What readers have seen, even if it was withdrawn: its address stays, and that of whatever it refers to."""
    return apps.get_model("proceedings", "Statement").objects.once_public()


def statement_count(path):
    """How many public statements lead by the path to each row of a QuerySet, for its `annotate()`."""
    counted = public_statements().filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)
