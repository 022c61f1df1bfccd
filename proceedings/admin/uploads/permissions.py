"""What a file may bring, for whoever brings it."""

from django.apps import apps
from django.utils.translation import gettext_lazy as _


def lacking(user, tally):
    """A sentence that names what the user may not do of what an import would; empty when it is nothing."""
    names = {str(model._meta.verbose_name): model for model in apps.get_app_config("proceedings").get_models()}
    wanted = [
        f"proceedings.{action}_{names[name]._meta.model_name}"
        for name, created, updated, _unchanged in tally.by_noun
        for action, number in (("add", created), ("change", updated))
        if number
    ]
    missing = [permission for permission in wanted if not user.has_perm(permission)]
    return _("You lack permissions for it: %s.") % ", ".join(missing) if missing else ""
