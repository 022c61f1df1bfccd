"""Django's e-mail backend that queues messages, and the function that sends them."""

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from .models import QueuedTask

FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers")


class QueueBackend(BaseEmailBackend):
    """Queues messages of text; they have no attachments."""

    def send_messages(self, email_messages):
        for message in email_messages:
            QueuedTask.add("message", data_of(message))
        return len(email_messages)


def data_of(message: EmailMessage):
    data = {name: getattr(message, name) for name in FIELDS} | {"subtype": message.content_subtype}
    return data | {"alternatives": [list(each) for each in getattr(message, "alternatives", ())]}


def send_message(data):
    """Send a message through the mail server."""
    data = dict(data)
    subtype, alternatives = data.pop("subtype"), data.pop("alternatives")
    connection = get_connection(settings.DELIVERY_BACKEND)
    message = EmailMultiAlternatives(**{"headers": data.pop("extra_headers"), **data}, connection=connection)
    message.content_subtype = subtype
    for content, mimetype in alternatives:
        message.attach_alternative(content, mimetype)
    message.send()
