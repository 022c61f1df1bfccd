"""E-mails in the queue: sent once, tried again, given up after a day."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from proceedings.mailing.models import QueuedTask
from proceedings.mailing.queue import claim, send_due

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _queue(settings):
    settings.DELIVERY_BACKEND = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "proceedings.mailing.backend.QueueBackend"


@pytest.fixture
def away(monkeypatch):
    """The mail server is away; it names people in its errors."""

    def refuse(*args):
        raise ConnectionRefusedError("ada@example.org")

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def a_letter():
    mail.EmailMessage("A new password", "A link", "us@example.org", ["ada@example.org"], headers={"X-Y": "z"}).send()


def minutes_until_due():
    [due_at] = QueuedTask.objects.values_list("due_at", flat=True)
    return round((due_at - timezone.now()) / MINUTE)


def test_a_queued_message_is_sent_once_as_it_was_written(mailoutbox):
    a_letter()
    assert mailoutbox == []
    send_due()
    send_due()
    [sent] = mailoutbox
    assert (sent.subject, sent.body, sent.from_email, sent.to, sent.extra_headers) == (
        "A new password",
        "A link",
        "us@example.org",
        ["ada@example.org"],
        {"X-Y": "z"},
    )
    assert not QueuedTask.objects.exists()


def test_the_database_holds_no_message_in_clear():
    a_letter()
    [row] = QueuedTask.objects.values()
    assert "ada@" not in str(row)
    assert "link" not in str(row)


def test_a_message_is_tried_again_after_longer_and_longer_pauses(away, caplog):
    a_letter()
    pauses = []
    with caplog.at_level(logging.WARNING, "proceedings.mailing"):
        for _attempt in range(8):
            QueuedTask.objects.update(due_at=timezone.now())
            send_due()
            pauses.append(minutes_until_due())
            send_due()
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 64]
    assert caplog.messages == [
        f"An e-mail could not be sent (attempt {number}): ConnectionRefusedError" for number in range(1, 9)
    ]


def test_a_message_is_given_up_after_a_day_and_the_log_counts_it(away, caplog):
    a_letter()
    QueuedTask.objects.update(queued_at=timezone.now() - timedelta(days=1, seconds=1))
    with caplog.at_level(logging.WARNING, "proceedings.mailing"):
        send_due()
    assert not QueuedTask.objects.exists()
    assert caplog.messages == ["E-mails that could not be sent for a day, and are deleted: 1"]


def test_two_processes_do_not_send_the_same_message():
    a_letter()
    one, other = QueuedTask.objects.get(), QueuedTask.objects.get()
    assert [claim(one), claim(other)] == [True, False]


def test_a_task_that_fails_does_not_stop_the_others(mailoutbox):
    QueuedTask.add("unknown kind", {})
    a_letter()
    send_due()
    assert len(mailoutbox) == 1


def test_an_idle_queue_costs_three_queries(django_assert_num_queries):
    with django_assert_num_queries(3):
        send_due()
