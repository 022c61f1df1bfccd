"""Links for staff on the pages of readers."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

register = template.Library()


@register.simple_tag(takes_context=True)
def edit_link(context, row):
    """A link to the form of a row, for users who may change it.

    The user is looked up only for requests with a session. All others get a page that is the same for everybody and may
    be kept in memory.
    """
    request = context["request"]
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    opts = row._meta
    if not (request.user.is_staff and request.user.has_perm(f"{opts.app_label}.change_{opts.model_name}")):
        return ""
    address = reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    return format_html('<p class="edit"><a href="{}">{}</a></p>', address, _("Edit"))
