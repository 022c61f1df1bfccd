from django.urls import path

from proceedings import filters
from proceedings.models import Statement

from . import CONFERENCES, ORGANISATIONS, SPEAKERS, STATEMENTS, THEMES
from .views import TYPES, list_view, row_view

LISTS = [
    (STATEMENTS, filters.StatementFilter),
    (SPEAKERS, filters.SpeakerFilter),
    (CONFERENCES, filters.ConferenceFilter),
    (ORGANISATIONS, filters.OrganisationFilter),
    (THEMES, filters.ThemeFilter),
]
ROWS = [
    ("conference", CONFERENCES, lambda conference: Statement.objects.public().at(conference).in_order()),
    ("speaker", SPEAKERS, lambda speaker: Statement.objects.public().by(speaker).newest_first()),
    ("theme", THEMES, lambda theme: Statement.objects.public().about(theme).newest_first()),
]

urlpatterns = [
    path(f"{table.name}.{extension}", list_view(table, filterset, extension), name=f"{table.name}-{extension}")
    for table, filterset in LISTS
    for extension in TYPES
] + [
    path(
        f"{table.name}/<slug:slug>.{extension}",
        row_view(table, statements, extension),
        name=f"{name}-{extension}",
    )
    for name, table, statements in ROWS
    for extension in TYPES
]
