"""Requests for a new password. They wait in the queue of e-mails, whether or not there is an account."""

from io import BytesIO

from allauth.core import context
from django.contrib.auth import get_user_model
from django.core.handlers.wsgi import WSGIRequest

from proceedings.mailing import queue
from proceedings.mailing.models import QueuedTask

from . import audit_log

KIND = "password reset"
# The parts of a request that the e-mail and the audit log need: the site's address, and the client's.
REQUEST = (
    "HTTP_HOST",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "REMOTE_ADDR",
    "SERVER_NAME",
    "SERVER_PORT",
    "wsgi.url_scheme",
)


def queue_reset(request, email):
    QueuedTask.add(KIND, {"email": email, "request": {name: request.META.get(name, "") for name in REQUEST}})


def send_reset_links(data):
    """Write to all accounts with the address, ignoring case; each e-mail goes to the address stored in the account."""
    from allauth.account.internal.flows.password_reset import request_password_reset

    environ = {name: value for name, value in data["request"].items() if value}
    request = WSGIRequest({**environ, "REQUEST_METHOD": "POST", "PATH_INFO": "/", "wsgi.input": BytesIO()})
    with context.request_context(request):
        for user in get_user_model().objects.filter(email__iexact=data["email"], is_active=True):
            audit_log.log_event("password reset requested", user, request)
            request_password_reset(request, user.email, [user], None)


queue.handlers[KIND] = send_reset_links
