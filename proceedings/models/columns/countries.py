"""Countries of rows, by their codes of ISO 3166-1."""

from functools import lru_cache

from django_countries import fields

# More than there are codes; SQL can write others.
CACHE_SIZE = 1000


@lru_cache(CACHE_SIZE)
def country_of(code):
    return fields.Country(code)


class CountryDescriptor(fields.CountryDescriptor):
    """Reads the same object for each code: to make one takes as long as to write the row."""

    def country(self, code):
        return country_of(code)


class CountryField(fields.CountryField):
    descriptor_class = CountryDescriptor

    def deconstruct(self):
        """Return the field of django-countries, which migrations name: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django_countries.fields.CountryField", args, kwargs
