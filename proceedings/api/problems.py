"""Errors as problem details (RFC 9457)."""

import logging
from http import HTTPStatus
from math import ceil

from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, NotFound, ParseError, Throttled, ValidationError
from rest_framework.response import Response
from rest_framework.serializers import CharField, IntegerField, Serializer

from proceedings.serving.errors.server_error import RETRY_AFTER, is_unavailable

MEDIA_TYPE = "application/problem+json"
DETAILS = {
    405: _("The API is read-only. Use GET or HEAD."),
    406: _("The API only returns JSON. Send “Accept: application/json”, or no Accept header."),
    429: _("Too many requests. Wait for the number of seconds in the Retry-After header."),
}
logger = logging.getLogger(__name__)


class Gone(APIException):
    """A withdrawn row; the detail is the reason that the public sees."""

    status_code = HTTPStatus.GONE


class ServerError(APIException):
    """An unexpected exception; the detail reveals nothing about it."""

    status_code = HTTPStatus.INTERNAL_SERVER_ERROR

    def __init__(self):
        super().__init__(_("Something went wrong. The error has been logged. Try again later."))


class ServiceUnavailable(APIException):
    """The database does not answer at the moment."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE
    default_detail = _("The record is not available at the moment. Please try again.")


class WrongParameterSerializer(Serializer):
    parameter = CharField(help_text="The query parameter that is wrong.")
    detail = CharField(help_text="A sentence on what is wrong with it.")


class ProblemSerializer(Serializer):
    """Problem details (RFC 9457)."""

    type = CharField(help_text="Always about:blank: the status is the kind of problem.")
    title = CharField(help_text="The status in words.")
    status = IntegerField()
    detail = CharField(help_text="A sentence on what is wrong; for a withdrawn row, the reason.")
    errors = WrongParameterSerializer(many=True, required=False, help_text="With status 400: each wrong parameter.")


def exception_handler(error, context):
    """Return the response to an exception in the API: REST framework's EXCEPTION_HANDLER."""
    problem = api_exception(error)
    if problem is None:
        logger.exception("%s", context["request"].path, exc_info=error)
        got_request_exception.send(sender=None, request=context["request"]._request)
        problem = ServerError()
    response = Response(problem_details(problem), problem.status_code, content_type=MEDIA_TYPE)
    response["Content-Language"] = get_language()
    if isinstance(problem, ServiceUnavailable):
        response["Retry-After"] = RETRY_AFTER
        response["Cache-Control"] = "no-store"
    if isinstance(problem, Throttled) and problem.wait is not None:
        response["Retry-After"] = ceil(problem.wait)
    return response


def api_exception(error):
    """The exception as one of REST framework's, or None if it is unexpected."""
    if isinstance(error, Http404):
        return NotFound(_("There is nothing at this address."))
    if isinstance(error, SuspiciousOperation):
        return ParseError(_("This request cannot be processed."))
    if is_unavailable(error):
        return ServiceUnavailable()
    return error if isinstance(error, APIException) else None


def problem_details(problem):
    status = problem.status_code
    details = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    if isinstance(problem, ValidationError):
        errors = [{"parameter": name, "detail": text} for name, texts in problem.detail.items() for text in texts]
        detail = " ".join(f"{error['parameter']}: {error['detail']}" for error in errors)
        return details | {"detail": detail, "errors": errors}
    return details | {"detail": DETAILS.get(status, problem.detail)}
