"""First versions of rows that have no history, such as those that `loaddata` or SQL wrote."""

from django.apps import apps
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from proceedings.models.history import record_versions


@transaction.atomic
def write_first_versions():
    """Write a version of each row of the record that has none. Return the number of rows."""
    count = 0
    for model in apps.get_app_config("proceedings").get_models():
        if hasattr(model, "history"):
            versions = model.history.filter(id=OuterRef("pk"))
            rows = model._base_manager.filter(~Exists(versions))
            if number := rows.count():
                record_versions(rows, why=_("As it was when its history began."))
                count += number
    return count
