from django.urls import path

from proceedings import filters
from proceedings.models import Statement

from . import CONFERENCES, ORGANISATIONS, SPEAKERS, STATEMENTS, THEMES
from .views import TYPES, belonging, listing

LISTS = [
    (STATEMENTS, filters.StatementFilter),
    (SPEAKERS, filters.SpeakerFilter),
    (CONFERENCES, filters.ConferenceFilter),
    (ORGANISATIONS, filters.OrganisationFilter),
    (THEMES, filters.ThemeFilter),
]
NOUNS = [
    ("conference", CONFERENCES, lambda conference: Statement.objects.public().at(conference).in_order()),
    ("speaker", SPEAKERS, lambda speaker: Statement.objects.public().by(speaker).newest_first()),
    ("theme", THEMES, lambda theme: Statement.objects.public().about(theme).newest_first()),
]

urlpatterns = [
    path(f"{table.name}.{extension}", listing(table, filterset, extension), name=f"{table.name}-{extension}")
    for table, filterset in LISTS
    for extension in TYPES
] + [
    path(
        f"{table.name}/<slug:slug>.{extension}",
        belonging(table, statements, extension),
        name=f"{noun}-{extension}",
    )
    for noun, table, statements in NOUNS
    for extension in TYPES
]
