"""The permissions that an import needs, by the rows that it would write."""

from django.apps import apps
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# By the action of the permission.
ACTIONS = {"add": gettext_lazy("add %(models)s"), "change": gettext_lazy("change %(models)s")}


def permission_error(user, tally):
    """Return a sentence on the changes of an import that the user may not make, or an empty string."""
    models = {str(model._meta.verbose_name): model for model in apps.get_app_config("proceedings").get_models()}
    needed = [
        (action, name)
        for name, created, updated, _unchanged in tally.by_noun
        for action, number in (("add", created), ("change", updated))
        if number
    ]
    missing = [
        ACTIONS[action] % {"models": models[name]._meta.verbose_name_plural}
        for action, name in needed
        if not user.has_perm(f"proceedings.{action}_{models[name]._meta.model_name}")
    ]
    if not missing:
        return ""
    return _("You may not %s. Ask an administrator of this site.") % get_text_list(missing, _("or"))
