"""Columns of terms: computed from a row's words whenever it is written, by whichever way."""

from functools import cache

from django.db import models

from proceedings.search.analysis import names, terms


class Computed:
    """Stands for a field of terms on its model: reading it analyses the words, so that whoever writes it stores that.

    `save()`, `bulk_create()` and `loaddata` all read what they write from the instance.
    """

    def __init__(self, field):
        self.field = field

    def __get__(self, row, model=None):
        return self if row is None else self.field.computed(row)

    def __set__(self, row, value):
        # The value follows from the row's words. That one is there tells Django to write the column.
        row.__dict__[self.field.attname] = None


class Terms(models.TextField):
    """The terms of another column, in the row's language; of no use to anybody but the index."""

    descriptor_class = Computed

    def __init__(self, of="", **kwargs):
        self.of = of
        super().__init__(**{**kwargs, "editable": False, "serialize": False, "blank": True, "default": ""})

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [self.of], {key: kwargs[key] for key in kwargs.keys() - SETTLED}

    @property
    def sources(self):
        return {self.of, "language"}

    def computed(self, row):
        return terms(getattr(row, self.of) or "", row.language)


SETTLED = {"editable", "serialize", "blank", "default"}


class NameTerms(Terms):
    """The terms of names, which are in no language: as they are written, and as each language would stem them."""

    def __init__(self, *of, **kwargs):
        super().__init__(of, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, [*args[0]], kwargs

    @property
    def sources(self):
        return set(self.of)

    def computed(self, row):
        return "".join(names(getattr(row, column) or "") for column in self.of)


@cache
def terms_fields(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, Terms)]


@cache
def terms_and_sources(model):
    return [(field, field.sources) for field in terms_fields(model)]


def with_terms(model, names):
    """The names of fields, and those of the terms that follow from them."""
    following = [field.name for field in terms_fields(model) if field.sources & set(names)]
    return list(dict.fromkeys([*names, *following]))


class SearchedManager(models.Manager):
    def get_queryset(self):
        """Rows without their terms, which nobody reads."""
        return super().get_queryset().defer(*(field.name for field in terms_fields(self.model)))


class SearchedQuerySet(models.QuerySet):
    @classmethod
    def as_manager(cls):
        manager = SearchedManager.from_queryset(cls)()
        manager._built_with_asmanager = True
        return manager

    as_manager.queryset_only = True

    def bulk_create(self, objs, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            update_fields = with_terms(self.model, update_fields)
        return super().bulk_create(objs, *args, update_fields=update_fields, **kwargs)

    def bulk_update(self, objs, fields, **kwargs):
        return super().bulk_update(objs, with_terms(self.model, fields), **kwargs)


class Searched(models.Model):
    """A row that can be found by its words."""

    class Meta:
        abstract = True
        # Whoever writes rows passes the QuerySet above.
        base_manager_name = "objects"

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        loaded = row.__dict__
        for field, sources in terms_and_sources(cls):
            # A row whose words were loaded saves their terms, though these were not.
            if sources <= loaded.keys():
                loaded[field.attname] = None
        return row

    def save(self, *, update_fields=None, **kwargs):
        if update_fields is not None:
            update_fields = with_terms(type(self), update_fields)
        super().save(update_fields=update_fields, **kwargs)
