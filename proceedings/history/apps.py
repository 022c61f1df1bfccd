from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HistoryConfig(AppConfig):
    name = "proceedings.history"
    label = "history"
    verbose_name = _("The history of the record")
    default_auto_field = "django.db.models.BigAutoField"
