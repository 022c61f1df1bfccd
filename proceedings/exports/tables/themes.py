from django.utils.translation import gettext_lazy as _

from proceedings.models import Theme

from .table import Column, Table, attribute

THEMES = Table(
    "themes",
    Theme.objects.public().select_related("parent"),
    {
        "slug": attribute("slug", _("The last part of the address.")),
        "name": attribute("name", _("The name.")),
        "broader": Column(lambda theme: theme.parent.slug if theme.parent else "", _("The key of the broader theme.")),
        "description": attribute("description", _("A description in Markdown.")),
        "same_as": attribute("same_as", _("The address of the same theme elsewhere.")),
    },
)
