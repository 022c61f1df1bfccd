"""Describe the deletion of rows in a fixed number of queries, however many rows depend on them."""

from collections import Counter

from django.contrib import messages
from django.contrib.admin.actions import delete_selected
from django.contrib.admin.utils import NestedObjects, model_ngettext
from django.db import router
from django.db.models import PROTECT
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

# The page of confirmation names only the first rows: nobody reads more.
MAX_LABELS = 20

# A bulk deletion fetches every row and all that depends on it.
MAX_AT_ONCE = 500


def confirm_deletion(model_admin, request, queryset):
    """Show Django's page that confirms a bulk deletion, unless rows have to be kept or are too many."""
    kept = model_admin.once_public(queryset).count() if model_admin.keeps_public_rows(request) else 0
    if kept:
        messages.error(request, model_admin.kept_message(kept))
        return None
    if queryset.count() > MAX_AT_ONCE:
        message = _("Nothing was deleted. Select at most %(number)d at once.")
        messages.error(request, message % {"number": MAX_AT_ONCE})
        return None
    return delete_selected(model_admin, request, queryset)


def deleted_objects(rows, request, site):
    """The four parts of Django's `get_deleted_objects`: labels, counts, models not permitted, protecting rows."""
    if not rows:
        return [], {}, set(), []
    labels = row_labels(rows[:MAX_LABELS], len(rows), site.get_model_admin(type(rows[0])))
    if references := reference_counts(rows):
        # Counted in the database: collecting them could fetch a hundred thousand statements of a speaker.
        return labels, {}, set(), count_labels(references)
    collector = NestedObjects(using=router.db_for_write(type(rows[0])), origin=rows)
    collector.collect(rows)
    counts = {model._meta.verbose_name_plural: len(objects) for model, objects in collector.model_objs.items()}
    forbidden = {
        model._meta.verbose_name
        for model, objects in collector.model_objs.items()
        if site.is_registered(model) and not site.get_model_admin(model).may_delete(request, objects)
    }
    protecting = Counter(type(row) for row in collector.protected)
    return labels, counts, forbidden, count_labels(protecting)


def reference_counts(rows):
    """{model: number} of the rows that refer to these and protect them from deletion."""
    keys = [row.pk for row in rows]
    # Hidden relations too: an account has no accessor for the versions that it wrote.
    fields = rows[0]._meta.get_fields(include_hidden=True)
    relations = [field for field in fields if field.auto_created and getattr(field, "on_delete", None) is PROTECT]
    querysets = {
        relation.related_model: relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys})
        for relation in relations
    }
    return {model: number for model, queryset in querysets.items() if (number := queryset.count())}


def count_labels(numbers):
    """Labels such as "3 statements", of {model: number}."""
    return [f"{number} {model_ngettext(model, number)}" for model, number in numbers.items()]


def row_labels(first, number, model_admin):
    """The labels of the first rows, and how many more there are."""
    labels = [model_admin.label(row) for row in first]
    more = number - len(labels)
    if more > 0:
        labels.append(ngettext("and %(number)d more", "and %(number)d more", more) % {"number": more})
    return labels
