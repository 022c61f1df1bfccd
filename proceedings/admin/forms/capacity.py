"""The capacity in which a speaker spoke, proposed by the date."""

from django.contrib import messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


def propose_capacity(statement):
    """Set the only post of the speaker that covers the date, if none was chosen."""
    if statement.appointment is None:
        statement.appointment = statement.proposed_appointment()


def report_capacity(model_admin, request, statement):
    """Show the editor a message with the capacity that was set, or ask for one."""
    if statement.appointment:
        message = _(
            "“{statement}”: in the capacity of “{capacity}”, the speaker's only post on that day. "
            "If that is wrong, change “In the capacity of”."
        )
        model_admin.message_user(
            request, format_html(message, statement=statement.title, capacity=statement.appointment)
        )
    elif statement.speaker and statement.speaker.appointments.exists():
        message = _(
            "“{statement}”: none or several of the speaker's posts fit the day. Choose one under “In the capacity of”."
        )
        model_admin.message_user(request, format_html(message, statement=statement.title), messages.WARNING)
