"""Send what is queued. A task that fails is tried again after 1, 2, 4 … 64 minutes, for a day."""

import logging
from datetime import timedelta

from django.db.models import F
from django.utils import timezone

from .backend import send_message
from .models import QueuedTask

KEPT = timedelta(days=1)
# The longest pause is this power of two, in minutes.
LONGEST_PAUSE = 6
# Tasks in a round, so that a slow mail server does not hold up scheduled publication.
MOST = 20
logger = logging.getLogger(__name__)
# The function for the data of each kind of task. Other packages add theirs.
handlers = {"message": send_message}


def send_due():
    """Do the tasks that are due. Any number of processes can run this at the same time."""
    number, _by_model = QueuedTask.objects.filter(queued_at__lt=timezone.now() - KEPT).delete()
    if number:
        logger.error("E-mails that could not be sent for a day, and are deleted: %d", number)
    # Twice, because tasks of the first round can queue messages.
    for _round in range(2):
        for task in QueuedTask.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")[:MOST]:
            if claim(task):
                attempt(task)


def claim(task):
    """Move a task to the time of its next attempt. Return False if another process was faster."""
    pause = timedelta(minutes=2 ** min(task.attempts, LONGEST_PAUSE))
    same = QueuedTask.objects.filter(pk=task.pk, attempts=task.attempts)
    return same.update(due_at=timezone.now() + pause, attempts=F("attempts") + 1) == 1


def attempt(task):
    try:
        handlers[task.kind](task.data)
    except Exception as error:
        # Log only the type: messages of mail servers contain people's addresses.
        logger.warning("An e-mail could not be sent (attempt %d): %s", task.attempts + 1, type(error).__name__)
        return
    task.delete()
