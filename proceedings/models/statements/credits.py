"""The speakers of statements: the first is in the statement itself, the further ones are rows of CoSpeaker."""

from typing import NamedTuple

from django.apps import apps
from django.db.models import F, Prefetch, Q, prefetch_related_objects
from django.db.models.lookups import In
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from proceedings.models.appointment import Appointment
from proceedings.models.speaker import Speaker, co_speakers

# A condition on statements or further speakers.
WITHOUT_CAPACITY = Q(speaker__isnull=False, appointment__isnull=True)


class Credit(NamedTuple):
    """A speaker of a statement: a person, perhaps in a capacity, or only the label that the source prints."""

    speaker: Speaker | None
    appointment: Appointment | None
    label: str

    @property
    def name(self):
        return self.speaker.name if self.speaker else self.label

    def __str__(self):
        """Return the name with the capacity."""
        return f"{self.name}, {self.appointment}" if self.appointment else self.name

    @property
    def printed_as(self):
        """The label of a named speaker if it differs from the name; else empty."""
        return self.label if self.speaker and self.label != self.speaker.name else ""


def listed(names):
    """Return names as a text: “Ann Ash, Bo Birch and Cy Cedar”."""
    return get_text_list([str(name) for name in names], _("and"))


class InArray(In):
    """`IN` a subquery that PostgreSQL reads into an array first: only so can it use an index for a part of an OR."""

    def get_rhs_op(self, connection, rhs):
        return f"= ANY(ARRAY{rhs})" if connection.vendor == "postgresql" else super().get_rhs_op(connection, rhs)


def spoken_by(speakers):
    """Return the condition on statements with one of the speakers, alone or with others."""
    further = co_speakers().filter(speaker__in=speakers).values("statement")
    return Q(speaker__in=speakers) | Q(InArray(F("pk"), further.query))


def credited(**condition):
    """Return the keys of the statements one of whose speakers meets the condition, for a lookup with `__in`.

    A union, because no database uses the indexes of two tables for conditions that are joined by OR. Keys may be
    repeated.
    """
    first = apps.get_model("proceedings", "Statement").objects.order_by().filter(**condition).values("pk")
    return first.union(co_speakers().filter(**condition).values("statement"), all=True)


def credit_speaker(speaker, statements):
    """Set the first speaker and the capacity of statements by this speaker, whose posts are prefetched.

    Only joint statements with another first speaker need queries.
    """
    posts = {None: None} | {post.pk: post for post in speaker.appointments.all()}
    others = []
    for statement in statements:
        if statement.speaker_id == speaker.pk and statement.appointment_id in posts:
            statement.speaker, statement.appointment = speaker, posts[statement.appointment_id]
        else:
            others.append(statement)
    prefetch_related_objects(others, "speaker", "appointment__organisation")


def further_speakers():
    """Return the Prefetch of further speakers with their capacities, in order."""
    rows = co_speakers().order_by("position").select_related("speaker", "appointment__organisation")
    return Prefetch("co_speakers", rows.defer("speaker__name_terms", "appointment__organisation__name_terms"))
