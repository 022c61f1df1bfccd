"""What a conference and a statement have in common: a status, which moves as the workflow allows."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.model_admin import NounAdmin
from proceedings.admin.revisions.forms import NounForm
from proceedings.models import Status
from proceedings.models.workflow.statuses import MOVES, NEEDS_A_REASON, PUBLISH, WAITS_IN_REVIEW, RefusedError
from proceedings.models.workflow.transitions import check, may, may_change, to_come, ways

from .actions import MomentField, Moving, in_zone

# Fields that only a move writes.
MOVED = {"status", "publish_at", "sent_back_because"}


class PublicationForm(NounForm):
    """The words are saved; then the row is moved, in the user's name, as its QuerySet would move it."""

    user = None

    def clean(self):
        cleaned = super().clean()
        self.moves, self.moved = [], set(MOVED)
        before = self.instance.stored_status or Status.DRAFT
        # What the row gets by being moved does not reach it by saving the form.
        asked = {name: cleaned.pop(name) for name in MOVED if name in cleaned}
        after = asked.get("status", before)
        if after != before:
            self.ask(MOVES[before, after], self.told(after, asked, cleaned), before)
        if "publish_at" in self.changed_data and "publish_at" in asked:
            self.ask_for_a_time(asked["publish_at"], after)
        return cleaned

    def told(self, after, asked, cleaned):
        """What the move takes: a reason, or nothing."""
        if after == Status.DRAFT:
            return self.reason("sent_back_because", asked, _("What is sent back needs a reason."))
        if after == Status.WITHDRAWN:
            self.moved.add("withdrawal_reason")
            return self.reason("withdrawal_reason", cleaned, NEEDS_A_REASON)
        return []

    def reason(self, name, values, wanting):
        why = values.pop(name, "")
        if not why.strip():
            self.add_error(name, wanting)
        return [why]

    def ask_for_a_time(self, moment, after):
        if moment is None:
            if after == Status.IN_REVIEW:
                self.ask("unschedule", [], after)
        elif after != Status.IN_REVIEW:
            self.add_error("publish_at", WAITS_IN_REVIEW)
        else:
            try:
                to_come(moment)
            except RefusedError as error:
                self.add_error("publish_at", str(error))
            self.ask("schedule", [moment], after, "publish_at")

    def ask(self, name, told, status, field="status"):
        try:
            check(self.instance, name, self.user, status=status, writing=self.is_writing())
        except RefusedError as error:
            self.add_error(field, str(error))
        self.moves.append((name, told))

    def is_writing(self):
        return not self.moved.issuperset(self.changed_data)

    def move(self):
        for name, told in self.moves:
            getattr(self.instance, name)(*told, by=self.user)


def in_words(moment):
    """With its zone."""
    return f"{date_format(moment, 'DATETIME_FORMAT')} {moment.tzname()}"


class ScheduleFilter(admin.SimpleListFilter):
    title = _("set time")
    parameter_name = "scheduled"

    def lookups(self, request, model_admin):
        return [("yes", _("scheduled")), ("due", _("overdue, left in review")), ("no", _("not scheduled"))]

    def queryset(self, request, queryset):
        if self.value() == "due":
            return queryset.due()
        if self.value() == "no":
            return queryset.filter(publish_at=None)
        return queryset.scheduled() if self.value() == "yes" else queryset


class PublishableAdmin(Moving, NounAdmin):
    form = PublicationForm
    actions = [*Moving.moving, *NounAdmin.actions]
    readonly_fields = ["published_at", "scheduled"]
    lines = {"withdrawal_reason": 3, "sent_back_because": 3}
    publication = (
        _("Publication"),
        {
            "fields": [
                *("status", "publish_at", "scheduled", "published_at"),
                *("withdrawal_reason", "sent_back_because"),
            ],
            "description": _(
                "What was once published keeps its address. It cannot become a draft again or be deleted, "
                "but it can be withdrawn: its readers are then told why."
            ),
        },
    )

    # Lists

    @admin.display(description=_("status"), ordering="status")
    def state(self, row):
        """With the time that is set."""
        if not row.publish_at:
            return row.get_status_display()
        told = {"status": row.get_status_display(), "moment": in_words(timezone.localtime(row.publish_at))}
        if row.publish_at <= timezone.now():
            return _now("%(status)s, left since %(moment)s") % told
        return _now("%(status)s, to be published %(moment)s") % told

    @admin.display(description=_("scheduled"))
    def scheduled(self, row):
        """For when, here and where the conference was, and by whom."""
        here, there = timezone.localtime(row.publish_at), row.publish_at.astimezone(self.zone(row))
        told = [in_words(here)]
        if there.utcoffset() != here.utcoffset():
            told.append(in_words(there))
        by = row.scheduled_by.get_username() if row.scheduled_by else _now("the operator")
        return _now("for %(moment)s, by %(user)s") % {"moment": " / ".join(told), "user": by}

    def zone(self, row):
        """That of the row's conference."""
        return row.zone

    # What stays once readers have seen it

    def once_public(self, queryset):
        return queryset.filter(published_at__isnull=False)

    def was_public(self, row):
        return row.published_at is not None

    # Who may do what

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def may_delete(self, request, rows):
        kept = self.model.objects.filter(pk__in=[row.pk for row in rows])
        return super().may_delete(request, rows) and kept.changeable_by(request.user).count() == kept.count()

    # Forms

    def get_object(self, request, object_id, from_field=None):
        """What is to be written is held, so that nobody moves it between the look and the writing."""
        row = super().get_object(request, object_id, from_field)
        if row and request.method == "POST":
            row = self.get_queryset(request).select_for_update(of=("self",)).filter(pk=row.pk).first()
        return row

    def get_fieldsets(self, request, obj=None):
        """With those fields of the publication that this row has and this user may see or fill in."""
        shown = self.shown(request, obj or self.model())
        title, options = self.publication
        fields = [name for name in options["fields"] if name in shown]
        return [
            (name, options | {"fields": fields}) if name == title else (name, others)
            for name, others in super().get_fieldsets(request, obj)
        ]

    def shown(self, request, row):
        if self.was_public(row):
            return {"status", "published_at", "withdrawal_reason"}
        names = {"status", "sent_back_because"} if self.is_sent_back(row, request.user) else {"status"}
        if row.publish_at:
            return names | {"publish_at", "scheduled"}
        return names | {"publish_at"} if may(request.user, self.model, [PUBLISH]) else names

    def is_sent_back(self, row, user):
        return row.sent_back_because or (row.stored_status == Status.IN_REVIEW and Status.DRAFT in ways(row, user))

    def get_readonly_fields(self, request, obj=None):
        row = obj or self.model()
        names = [*super().get_readonly_fields(request, obj)]
        if not may(request.user, self.model, [PUBLISH]):
            names.append("publish_at")
        if row.stored_status != Status.IN_REVIEW or Status.DRAFT not in ways(row, request.user):
            names.append("sent_back_because")
        if row.stored_status == Status.PUBLISHED and Status.WITHDRAWN not in ways(row, request.user):
            names.append("withdrawal_reason")
        return names

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "publish_at":
            help_text = f"{db_field.help_text} {in_zone()}"
            return MomentField(label=db_field.verbose_name.capitalize(), required=False, help_text=help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        if status := form.base_fields.get("status"):
            offered = ways(obj or self.model(), request.user)
            status.choices = [choice for choice in Status.choices if choice[0] in offered]
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if request.method == "GET" and obj and obj.sent_back_because:
            messages.warning(request, _("Sent back: %s") % obj.sent_back_because)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change or form.is_writing():
            super().save_model(request, obj, form, change)
        form.move()
