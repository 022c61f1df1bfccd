"""The speakers that a reference offers: those of the conference first, each with posts and country."""

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from proceedings.admin.base.choices import ChoicesPage
from proceedings.admin.forms.keys import KEY
from proceedings.models import Appointment, Conference, CoSpeaker, Speaker, Statement
from proceedings.models.columns.partial_dates import Period

# The most posts shown below a name.
MAX_POSTS = 2
# The id of the choice that adds a new speaker.
NEW = "new"


class SpeakerChoicesPage(ChoicesPage):
    """The query string names a conference or session; with `add`, the last choice is to add a new speaker."""

    @cached_property
    def conference(self):
        session, conference = (self.request.GET.get(name, "") for name in ("session", "conference"))
        if KEY.fullmatch(session):
            return Conference.objects.filter(sessions=session).first()
        return Conference.objects.filter(pk=conference).first() if KEY.fullmatch(conference) else None

    @property
    def preferred(self):
        if self.conference is None:
            return None
        statements = Statement.objects.at(self.conference).filter(speaker__isnull=False)
        others = CoSpeaker.objects.filter(statement__session__conference=self.conference, speaker__isnull=False)
        first, further = (rows.order_by().values("speaker") for rows in (statements, others))
        return Q(pk__in=first) | Q(pk__in=further)

    def get_queryset(self):
        return super().get_queryset().prefetch_related("appointments__organisation").defer("biography")

    def get_context_data(self, **kwargs):
        """Return the page of choices; after the last one comes an unsaved speaker with the typed name."""
        context = super().get_context_data(**kwargs)
        name = " ".join(self.term.split())
        may_add = "add" in self.request.GET and self.model_admin.has_add_permission(self.request)
        if name and may_add and not context["page_obj"].has_next():
            context["object_list"] = [*context["object_list"], Speaker(name=name)]
        return context

    def serialize_result(self, obj, to_field_name):
        if obj.pk is None:
            return {"id": NEW, "text": _("Add “%s” as a new speaker…") % obj.name, "name": obj.name}
        return super().serialize_result(obj, to_field_name) | {"note": note(obj, self.period, self.shows_posts)}

    @cached_property
    def shows_posts(self):
        return may_view_posts(self.admin_site, self.request)

    @property
    def period(self):
        """The days of the conference, or today."""
        return (self.conference and self.conference.period) or Period.of(timezone.localdate())


def may_view_posts(site, request):
    return site.get_model_admin(Appointment).has_view_permission(request)


def note(speaker, period, shows_posts):
    """The posts that a speaker held in a Period, or else the last ones, and the country."""
    posts = speaker.appointments_on(period) or list(speaker.appointments.all())
    shown = map(str, posts[-MAX_POSTS:]) if shows_posts else ()
    return " · ".join(filter(None, [*shown, speaker.country.name]))
