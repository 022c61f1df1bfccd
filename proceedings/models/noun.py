from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from .history import History


class Noun(models.Model):
    """The base of all models of the record, with a history."""

    versions_asked_by = ()
    history = History()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self.complete()
        super().save(**kwargs)

    def complete(self):
        """Fill in empty fields that follow from the others. Called before the row is written."""


def public_statements():
    """Return the public statements, for the models that statements refer to: a public statement makes these public."""
    return apps.get_model("proceedings", "Statement").objects.public()


def once_public_statements():
    """Return the statements that readers have seen, withdrawn ones included: their addresses are permanent."""
    return apps.get_model("proceedings", "Statement").objects.once_public()


def statement_count(path):
    """Return an expression for `annotate()`: the number of public statements whose `path` leads to the row."""
    counted = public_statements().filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)
