import hashlib
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from proceedings.models.columns.identifiers import validate_no_nul
from proceedings.models.columns.text_formats import TextFormat
from proceedings.models.speaker import Speaker
from proceedings.models.statement import Statement
from proceedings.models.workflow.statuses import Status

# Without a time stamp, so that a link has one address.
SIGNER = signing.Signer(salt="proceedings.approval")


class Answer(models.TextChoices):
    APPROVED = "approved", _("approved")
    CHANGE = "change", _("change requested")


class ApprovalQuerySet(models.QuerySet):
    def waiting(self):
        """Return the answered approvals of unpublished statements whose link was not revoked."""
        return self.exclude(answer="").filter(revoked_at=None, statement__status__in=[Status.DRAFT, Status.IN_REVIEW])

    def behind(self, token):
        """Return the approval of a link's token, or None if the token is not valid."""
        try:
            key = SIGNER.unsign_object(token)
        except signing.BadSignature:
            return None
        return self.filter(pk=key).first()


class Approval(models.Model):
    """A link to one unpublished statement for its speaker, and the speaker's answer."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="approvals", verbose_name=_("statement"))
    # Only for a statement with several speakers: the one who gets the link.
    speaker = models.ForeignKey(
        Speaker, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("speaker")
    )
    made_at = models.DateTimeField(_("created at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("created by")
    )
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(_("revoked at"), null=True)
    answer = models.CharField(_("answer"), max_length=8, choices=Answer, blank=True)
    note = models.TextField(_("note"), blank=True, validators=[validate_no_nul])
    answered_at = models.DateTimeField(_("answered at"), null=True)
    # The fingerprint of the text that the speaker answered; the text may change afterwards.
    fingerprint = models.CharField(max_length=64, blank=True)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        # Not part of the record: neither fixtures nor readers see it.
        app_label = "editorial"
        default_permissions = ()
        ordering = ["-pk"]
        verbose_name = _("approval by a speaker")
        verbose_name_plural = _("approvals by speakers")

    def __str__(self):
        return str(self.statement)

    def get_private_url(self):
        """Return the address of the speaker's page. It opens the statement for anybody who has it."""
        return reverse("approval", args=[SIGNER.sign_object(self.pk)])

    @classmethod
    def ask(cls, statement, days, *, by, speaker=None):
        """Create a link that is valid for so many days. If there are several speakers, `speaker` is one of them."""
        now = timezone.now()
        return cls.objects.create(
            statement=statement, speaker=speaker, made_at=now, made_by=by, expires_at=now + timedelta(days=days)
        )

    @property
    def is_open(self):
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def is_about_these_words(self):
        """Return whether the statement still has the text that the speaker answered."""
        return self.fingerprint == fingerprint(self.statement)

    def revoke(self):
        self.revoked_at = timezone.now()
        self.save(update_fields=["revoked_at"])

    def reply(self, answer, note, seen):
        """Store the speaker's answer. `seen` is the fingerprint of the text that was on the speaker's page."""
        self.answer, self.note, self.answered_at, self.fingerprint = answer, note, timezone.now(), seen
        self.save(update_fields=["answer", "note", "answered_at", "fingerprint"])


def fingerprint(statement):
    """Return a hash of everything that the speaker's page shows: the text, its title and its translations."""
    words = [statement.title, *text_of(statement)]
    for row in sorted(statement.translations.all(), key=lambda row: row.language):
        words += [row.language, row.title, *text_of(row)]
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def text_of(row):
    return [row.text] if row.text_format == TextFormat.MARKDOWN else [row.text, row.text_format]
