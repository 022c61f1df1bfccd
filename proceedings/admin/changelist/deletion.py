"""What deleting takes with it, told in a fixed number of queries however much that is."""

from collections import Counter

from django.contrib.admin.utils import NestedObjects, model_ngettext
from django.db import router
from django.db.models import PROTECT
from django.utils.translation import ngettext

# More rows than anybody reads before they answer "yes".
SHOWN = 20


def what_goes_too(rows, request, site):
    """The four parts of Django's `get_deleted_objects`: labels, counts, nouns not allowed, what stands in the way."""
    if not rows:
        return [], {}, set(), []
    desk = site.get_model_admin(type(rows[0]))
    in_the_way = referring(rows)
    if in_the_way:
        # They are counted where they are: to collect them would fetch a hundred thousand statements of one speaker.
        return named(rows[:SHOWN], len(rows), desk), {}, set(), told(in_the_way)
    collector = NestedObjects(using=router.db_for_write(type(rows[0])), origin=rows)
    collector.collect(rows)
    counts = {model._meta.verbose_name_plural: len(found) for model, found in collector.model_objs.items()}
    forbidden = {
        model._meta.verbose_name
        for model, found in collector.model_objs.items()
        if site.is_registered(model) and not site.get_model_admin(model).may_delete(request, found)
    }
    in_the_way = Counter(type(row) for row in collector.protected)
    return named(rows[:SHOWN], len(rows), desk), counts, forbidden, told(in_the_way)


def referring(rows):
    """How many rows of each noun refer to these and protect them."""
    keys = [row.pk for row in rows]
    # The hidden ones, too: nobody goes by them from an account to the versions that it wrote.
    fields = rows[0]._meta.get_fields(include_hidden=True)
    relations = [field for field in fields if field.auto_created and getattr(field, "on_delete", None) is PROTECT]
    found = {
        relation.related_model: relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
        for relation in relations
    }
    return {model: number for model, queryset in found.items() if (number := queryset.count())}


def told(numbers):
    return [f"{number} {model_ngettext(model, number)}" for model, number in numbers.items()]


def named(first, number, desk):
    """The labels of the first rows, and how many more there are."""
    labels = [desk.label(row) for row in first]
    more = number - len(labels)
    if more > 0:
        labels.append(ngettext("and %(number)d more", "and %(number)d more", more) % {"number": more})
    return labels
