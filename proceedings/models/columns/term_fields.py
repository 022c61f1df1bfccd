"""Fields with search terms, computed from the text of a row whenever it is written."""

import re
from functools import cache

from django.db import models

from proceedings.search.words.analysis import indexed_terms, names


class ComputedTerms:
    """The descriptor of a field of terms: reading the attribute computes the terms.

    `save()`, `bulk_create()` and `loaddata` all read the values that they write from the instance.
    """

    def __init__(self, field):
        self.field = field

    def __get__(self, row, model=None):
        return self if row is None else self.field.computed(row)

    def __set__(self, row, value):
        # The value is computed; an entry in __dict__ tells Django to write the column.
        row.__dict__[self.field.attname] = None


class TermsField(models.TextField):
    """The terms of other columns in the row's language, for the index only."""

    descriptor_class = ComputedTerms

    def __init__(self, *of, **kwargs):
        self.of = of
        super().__init__(**{**kwargs, "editable": False, "serialize": False, "blank": True, "default": ""})

    def deconstruct(self):
        name, path, _args, kwargs = super().deconstruct()
        return name, path, [*self.of], {key: kwargs[key] for key in kwargs.keys() - FIXED_OPTIONS}

    @property
    def sources(self):
        return {*self.of, "language"} | {f"{column}_format" for column in FORMATTED.intersection(self.of)}

    def computed(self, row):
        return indexed_terms("\n".join(filter(None, (shown_words(row, column) for column in self.of))), row.language)


# Columns with a format in another column; and the signs that may hide or divide words in Markdown.
FORMATTED = {"text"}
# Most texts have none of SIGNS, and looking for these takes a tenth of the time that HIDING takes.
SIGNS = re.compile(r"[\]\\&<*_~`]")
HIDING = re.compile(r"[\]\\&<]|\w[*_~`]+\w|[`~]{3}")


def shown_words(row, column):
    """The text of a column with the words that readers see: without addresses of links and signs of Markdown."""
    text = getattr(row, column)
    if column not in FORMATTED or not text or not SIGNS.search(text) or not HIDING.search(text):
        return text
    # Most commands compute no terms, and markdown-it takes long to import.
    from proceedings import markup

    return markup.plain(text, getattr(row, f"{column}_format"))


FIXED_OPTIONS = {"editable", "serialize", "blank", "default"}


class NameTermsField(TermsField):
    """The terms of names, which have no language: as written, and as each language would stem them."""

    @property
    def sources(self):
        return set(self.of)

    def computed(self, row):
        return "".join(names(getattr(row, column) or "") for column in self.of)


@cache
def terms_fields(model):
    return [field for field in model._meta.concrete_fields if isinstance(field, TermsField)]


@cache
def terms_of_loaded(model, field_names):
    """Return {attribute: None} for the fields of terms whose sources were all loaded."""
    return {field.attname: None for field in terms_fields(model) if field.sources <= {*field_names}}


def add_terms(model, names):
    """Return the names of fields, and those of the terms that are computed from these fields."""
    following = [field.name for field in terms_fields(model) if field.sources & set(names)]
    return list(dict.fromkeys([*names, *following]))


class SearchedManager(models.Manager):
    def get_queryset(self):
        """Return rows without their terms, which are never read."""
        return super().get_queryset().defer(*(field.name for field in terms_fields(self.model)))


class SearchedQuerySet(models.QuerySet):
    def bulk_create(self, objs, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            update_fields = add_terms(self.model, update_fields)
        return super().bulk_create(objs, *args, update_fields=update_fields, **kwargs)

    def bulk_update(self, objs, fields, **kwargs):
        return super().bulk_update(objs, add_terms(self.model, fields), **kwargs)


class SearchedModel(models.Model):
    """A row whose words can be searched."""

    class Meta:
        abstract = True
        # Django, too, writes through the QuerySet above.
        base_manager_name = "objects"

    def save(self, *, update_fields=None, **kwargs):
        if update_fields is not None:
            update_fields = add_terms(type(self), update_fields)
        super().save(update_fields=update_fields, **kwargs)

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        # Terms are never loaded. Such an entry makes save() write them if the row was loaded with their sources.
        row.__dict__.update(terms_of_loaded(cls, tuple(field_names)))
        return row
