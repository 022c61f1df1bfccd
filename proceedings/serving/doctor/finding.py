"""A sentence on one part of a deployment, and what to do about it."""

from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    OK = "ok"
    ADVICE = "advice"
    MEND = "mend"


class Finding(NamedTuple):
    subject: str
    level: Level
    message: str
    remedy: str = ""


def ok(subject, message):
    return Finding(subject, Level.OK, str(message))


def advice(subject, message, remedy):
    return Finding(subject, Level.ADVICE, str(message), str(remedy))


def mend(subject, message, remedy):
    return Finding(subject, Level.MEND, str(message), str(remedy))
