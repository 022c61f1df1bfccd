"""The permissions that an import needs, by the rows that it would write."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _


def permission_error(user, tally):
    """Return an error that names the permissions that the user lacks for an import, or an empty string."""
    models = {str(model._meta.verbose_name): model for model in apps.get_app_config("proceedings").get_models()}
    needed = [
        f"proceedings.{action}_{models[name]._meta.model_name}"
        for name, created, updated, _unchanged in tally.by_noun
        for action, number in (("add", created), ("change", updated))
        if number
    ]
    missing = [permission for permission in needed if not user.has_perm(permission)]
    return _("You do not have these permissions: %s.") % ", ".join(missing) if missing else ""
