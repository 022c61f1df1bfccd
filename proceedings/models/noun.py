from functools import reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import Q


class Noun(models.Model):
    """A row of the record."""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self.complete()
        super().save(**kwargs)

    def complete(self):
        """Fill in what follows from the other fields and was left empty; called before the row is written."""


def having_words(queryset, query, *columns):
    """The rows with every word of the query, in small or capital letters, in at least one of the columns."""
    for word in query.split():
        queryset = queryset.filter(reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns)))
    return queryset


def public_statements():
    """What makes a speaker, a theme or an organisation public, for the nouns that statements themselves refer to."""
    return apps.get_model("proceedings", "Statement").objects.public()
