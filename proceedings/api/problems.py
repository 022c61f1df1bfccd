"""What cannot be answered, in one form: RFC 9457's problem details."""

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

MEDIA_TYPE = "application/problem+json"
REMEDIES = {
    405: _("The API is only read: ask with GET or HEAD."),
    406: _("The API speaks JSON alone: accept application/json, or leave the header Accept out."),
    429: _("Too much in a short time: wait as many seconds as the header Retry-After says."),
}
logger = logging.getLogger(__name__)


class Gone(APIException):
    """Something withdrawn; its detail is the reason that readers are told."""

    status_code = HTTPStatus.GONE


class Failure(APIException):
    """Whatever nobody foresaw; its words say nothing of it."""

    status_code = HTTPStatus.INTERNAL_SERVER_ERROR

    def __init__(self):
        super().__init__(_("Something went wrong here. It has been noted; try again later."))


class WrongParameterSerializer(Serializer):
    parameter = CharField(help_text="The parameter of the query that is wrong.")
    detail = CharField(help_text="What is wrong with it, in a sentence.")


class ProblemSerializer(Serializer):
    """RFC 9457's problem details."""

    type = CharField(help_text="Always about:blank: the status says what kind of problem it is.")
    title = CharField(help_text="The status in words.")
    status = IntegerField()
    detail = CharField(help_text="What is wrong, in a sentence; of something withdrawn, the reason.")
    errors = WrongParameterSerializer(many=True, required=False, help_text="With status 400: each wrong parameter.")


def answer(error, context):
    """The answer to an exception inside the API: REST framework's EXCEPTION_HANDLER."""
    problem = foreseen(error)
    if problem is None:
        logger.exception("%s", context["request"].path, exc_info=error)
        got_request_exception.send(sender=None, request=context["request"]._request)
        problem = Failure()
    response = Response(body(problem), problem.status_code, content_type=MEDIA_TYPE)
    response["Content-Language"] = get_language()
    if isinstance(problem, Throttled) and problem.wait is not None:
        response["Retry-After"] = ceil(problem.wait)
    return response


def foreseen(error):
    """The exception as one of REST framework's, or None."""
    if isinstance(error, Http404):
        return NotFound(_("There is nothing at this address."))
    if isinstance(error, SuspiciousOperation):
        return ParseError(_("This request cannot be answered."))
    return error if isinstance(error, APIException) else None


def body(problem):
    told = {"type": "about:blank", "title": HTTPStatus(problem.status_code).phrase, "status": problem.status_code}
    if isinstance(problem, ValidationError):
        errors = [{"parameter": name, "detail": text} for name, texts in problem.detail.items() for text in texts]
        detail = " ".join(f"{error['parameter']}: {error['detail']}" for error in errors)
        return told | {"detail": detail, "errors": errors}
    return told | {"detail": REMEDIES.get(problem.status_code, problem.detail)}
