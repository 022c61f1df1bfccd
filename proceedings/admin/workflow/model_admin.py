"""The ModelAdmin of conferences and statements, which are published."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from proceedings.admin.base.model_admin import NounAdmin
from proceedings.models import Status
from proceedings.models.workflow.statuses import PUBLISH, REVIEW, SUBMIT, WITHDRAW
from proceedings.models.workflow.transitions import allowed_statuses, may, may_change

from .actions import WORKFLOW_ACTIONS
from .forms import LocalDateTimeField, time_zone_hint
from .gaps import INFORMED, own_gaps, published_message
from .publication_form import PublicationForm


def with_time_zone(moment):
    """Format a datetime with the name of its time zone."""
    return f"{date_format(moment, 'DATETIME_FORMAT')} {moment.tzname()}"


class PublishableAdmin(NounAdmin):
    form = PublicationForm
    actions = [*WORKFLOW_ACTIONS, *NounAdmin.actions]
    readonly_fields = ["published_at", "scheduled", "gaps"]
    lines = {"withdrawal_reason": 3, "sent_back_because": 3}
    publication = (
        _("Publication"),
        {
            "fields": [
                "status",
                "gaps",
                "publish_at",
                "scheduled",
                "published_at",
                "withdrawal_reason",
                "sent_back_because",
            ],
            "description": _(
                "A published page keeps its address. It cannot become a draft again or be deleted. "
                "It can be withdrawn; readers then see the reason."
            ),
        },
    )

    # Lists

    @admin.display(description=_("status"), ordering="status")
    def workflow_status(self, row):
        if not row.publish_at:
            return row.get_status_display()
        params = {"status": row.get_status_display(), "moment": with_time_zone(timezone.localtime(row.publish_at))}
        if row.publish_at <= timezone.now():
            return gettext("%(status)s, overdue since %(moment)s") % params
        return gettext("%(status)s, to be published %(moment)s") % params

    @admin.display(description=_("scheduled"))
    def scheduled(self, row):
        """Return the time in the site's zone and, where it differs, in the conference's, and who scheduled it."""
        here, there = timezone.localtime(row.publish_at), row.publish_at.astimezone(self.time_zone(row))
        moments = [here] if there.utcoffset() == here.utcoffset() else [here, there]
        user = row.scheduled_by.get_username() if row.scheduled_by else gettext("the operator")
        params = {"moment": " / ".join(map(with_time_zone, moments)), "user": user}
        return gettext("for %(moment)s, by %(user)s") % params

    @admin.display(description=_("still missing"), empty_value=_("nothing"))
    def gaps(self, row):
        return own_gaps(row) or None

    def time_zone(self, row):
        """Return the time zone of the row's conference."""
        return row.zone

    # Rows that readers have seen

    def once_public(self, queryset):
        return queryset.filter(published_at__isnull=False)

    def was_public(self, row):
        return row.published_at is not None

    # Permissions

    def has_submit_permission(self, request):
        return may(request.user, self.model, [SUBMIT])

    def has_review_permission(self, request):
        return may(request.user, self.model, [REVIEW])

    def has_publish_permission(self, request):
        return may(request.user, self.model, [PUBLISH])

    def has_withdraw_permission(self, request):
        return may(request.user, self.model, [WITHDRAW])

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or may_change(request.user, obj))

    def may_delete(self, request, rows):
        stored = self.model.objects.filter(pk__in=[row.pk for row in rows])
        return super().may_delete(request, rows) and stored.changeable_by(request.user).count() == stored.count()

    # Forms

    def get_object(self, request, object_id, from_field=None):
        """Return the row, locked while it is written, so that its status cannot change before it is saved."""
        row = super().get_object(request, object_id, from_field)
        if row and request.method == "POST":
            row = self.get_queryset(request).select_for_update(of=("self",)).filter(pk=row.pk).first()
        return row

    def get_fieldsets(self, request, obj=None):
        """Return the fieldsets; that of the publication has only the fields of this row and this user."""
        names = self.publication_fields(request, obj or self.model())
        title, options = self.publication
        fields = [name for name in options["fields"] if name in names]
        return [
            (name, options | {"fields": fields}) if name == title else (name, others)
            for name, others in super().get_fieldsets(request, obj)
        ]

    def publication_fields(self, request, row):
        if self.was_public(row):
            return {"status", "published_at", "withdrawal_reason"}
        names = {"status", "sent_back_because"} if self.has_send_back_reason(row, request.user) else {"status"}
        if row.pk:
            names |= {"gaps"}
        if row.publish_at:
            return names | {"publish_at", "scheduled"}
        return names | {"publish_at"} if may(request.user, self.model, [PUBLISH]) else names

    def has_send_back_reason(self, row, user):
        """Return whether the row was sent back, or this user can send it back."""
        return row.sent_back_because or (
            row.stored_status == Status.IN_REVIEW and Status.DRAFT in allowed_statuses(row, user)
        )

    def get_readonly_fields(self, request, obj=None):
        row = obj or self.model()
        names = [*super().get_readonly_fields(request, obj)]
        if not may(request.user, self.model, [PUBLISH]):
            names.append("publish_at")
        if row.stored_status != Status.IN_REVIEW or Status.DRAFT not in allowed_statuses(row, request.user):
            names.append("sent_back_because")
        if row.stored_status == Status.PUBLISHED and Status.WITHDRAWN not in allowed_statuses(row, request.user):
            names.append("withdrawal_reason")
        return names

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "publish_at":
            help_text = f"{db_field.help_text} {time_zone_hint()}"
            return LocalDateTimeField(label=db_field.verbose_name.capitalize(), required=False, help_text=help_text)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        if status := form.base_fields.get("status"):
            statuses = allowed_statuses(obj or self.model(), request.user)
            status.choices = [choice for choice in Status.choices if choice[0] in statuses]
        return form

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if request.method == "GET" and obj and obj.sent_back_because:
            messages.warning(request, _("Sent back: %s") % obj.sent_back_because)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        if not change or form.changes_content():
            super().save_model(request, obj, form, change)
        form.apply_transitions()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        is_informed = any(name in INFORMED for name, _arguments in form.transitions)
        if is_informed and (message := published_message(form.instance)):
            messages.warning(request, message)
