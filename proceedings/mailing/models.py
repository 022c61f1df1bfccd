import json

from django.db import models
from django.utils import timezone

from proceedings.encryption import fernet

PURPOSE = b"queued e-mails"


class QueuedTask(models.Model):
    """An e-mail to send, or the request for one; its content is encrypted, because it may give access to an account."""

    kind = models.CharField(max_length=20)
    content = models.TextField()
    queued_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now, db_index=True)
    attempts = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.kind} {self.pk}"

    @classmethod
    def add(cls, kind, data):
        """Queue data that JSON can express."""
        return cls.objects.create(kind=kind, content=fernet(PURPOSE).encrypt(json.dumps(data).encode()).decode())

    @property
    def data(self):
        return json.loads(fernet(PURPOSE).decrypt(self.content.encode()))
