"""Countries of rows, by their codes of ISO 3166-1."""

from functools import lru_cache

from django_countries import fields

# More than there are codes of countries, and bounded, because SQL can write any other value.
CACHE_SIZE = 1000


@lru_cache(CACHE_SIZE)
def country_of(code):
    return fields.Country(code)


class CountryDescriptor(fields.CountryDescriptor):
    """Return one shared object for each code, because making one takes as long as writing the rest of a row."""

    def country(self, code):
        return country_of(code)


class CountryField(fields.CountryField):
    descriptor_class = CountryDescriptor

    def deconstruct(self):
        """Let migrations name the field of django-countries, which has the same column."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django_countries.fields.CountryField", args, kwargs
