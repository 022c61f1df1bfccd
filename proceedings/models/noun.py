from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from .history import History


class Noun(models.Model):
    """The base of all models of the record, with a history."""

    versions_asked_by = ()
    # The names of the fields that a file states, even as empty: complete() does not fill them in.
    stated = frozenset()
    history = History()

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self.complete()
        super().save(**kwargs)

    def complete(self):
        """Fill in empty fields that follow from the others. Called before the row is written."""


def public_statements():
    """Return the public statements, for models whose rows are public if a public statement refers to them."""
    return apps.get_model("proceedings", "Statement").objects.public()


def of_public_statement():
    """Return the condition for parts of public statements. It looks up each one's statement, and never lists all."""
    return Exists(public_statements().order_by().filter(pk=OuterRef("statement")))


def once_public_statements():
    """Return the statements that readers have seen, withdrawn ones included: their addresses are permanent."""
    return apps.get_model("proceedings", "Statement").objects.once_public()
