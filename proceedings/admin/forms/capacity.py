"""The capacity in which a speaker spoke, proposed by the day."""

from django.contrib import messages
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


def propose(statement):
    """Fill in the only post of the speaker that covers the day, where none was chosen."""
    if statement.appointment is None:
        statement.appointment = statement.proposed_appointment()


def tell(desk, request, statement):
    """Tell the editor which capacity was taken, or that one has to be chosen."""
    if statement.appointment:
        message = _(
            "“{statement}”: in the capacity of “{capacity}”, the speaker's only post on that day. "
            "If that is wrong, change “In the capacity of”."
        )
        desk.message_user(request, format_html(message, statement=statement.title, capacity=statement.appointment))
    elif statement.speaker and statement.speaker.appointments.exists():
        message = _(
            "“{statement}”: none or several of the speaker's posts fit the day. Choose one under “In the capacity of”."
        )
        desk.message_user(request, format_html(message, statement=statement.title), messages.WARNING)
