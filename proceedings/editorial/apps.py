from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "proceedings.editorial"
    label = "editorial"
    verbose_name = _("Editing and history")
    default_auto_field = "django.db.models.BigAutoField"
