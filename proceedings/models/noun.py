from functools import reduce
from operator import or_

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce


class Noun(models.Model):
    """A row of the record."""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self.complete()
        super().save(**kwargs)

    def complete(self):
        """Fill in what follows from the other fields and was left empty; called before the row is written."""


def having_words(queryset, query, *columns, names=None):
    """The rows with every word of the query, in small or capital letters, in at least one of the columns.

    `names` are rows of other names; they are asked apart, because a join for each word would multiply the rows.
    """
    for word in dict.fromkeys(query.split()):
        found = reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns))
        if names is not None:
            found |= Q(pk__in=names.filter(name__icontains=word).values(queryset.model._meta.model_name))
        queryset = queryset.filter(found)
    return queryset


def public_statements():
    """What makes a speaker, a theme or an organisation public, for the nouns that statements themselves refer to."""
    return apps.get_model("proceedings", "Statement").objects.public()


def statement_count(path):
    """How many public statements lead by the path to each row of a QuerySet, for its `annotate()`."""
    counted = public_statements().filter(**{path: OuterRef("pk")}).order_by().values(path).annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)
