from django.urls import path, re_path

from . import conferences, organisations, root, sessions, speakers, statements, themes
from .openapi import reference, schema

LIST, ROW = {"get": "list"}, {"get": "retrieve"}

urlpatterns = [
    path("api/", reference.reference, name="api"),
    path("api/v1/", root.Root.as_view(), name="api-root"),
    path("api/v1/schema/", schema.Schema.as_view(), name="api-schema"),
    path("api/v1/conferences/", conferences.ConferenceViewSet.as_view(LIST), name="api-conferences"),
    path("api/v1/conferences/<slug:slug>/", conferences.ConferenceViewSet.as_view(ROW), name="api-conference"),
    path("api/v1/sessions/", sessions.SessionViewSet.as_view(LIST), name="api-sessions"),
    path("api/v1/sessions/<slug:conference>/<slug:slug>/", sessions.SessionViewSet.as_view(ROW), name="api-session"),
    path("api/v1/speakers/", speakers.SpeakerViewSet.as_view(LIST), name="api-speakers"),
    path("api/v1/speakers/<slug:slug>/", speakers.SpeakerViewSet.as_view(ROW), name="api-speaker"),
    path("api/v1/organisations/", organisations.OrganisationViewSet.as_view(LIST), name="api-organisations"),
    path("api/v1/organisations/<slug:slug>/", organisations.OrganisationViewSet.as_view(ROW), name="api-organisation"),
    path("api/v1/themes/", themes.ThemeViewSet.as_view(LIST), name="api-themes"),
    path("api/v1/themes/<slug:slug>/", themes.ThemeViewSet.as_view(ROW), name="api-theme"),
    path("api/v1/statements/", statements.StatementViewSet.as_view(LIST), name="api-statements"),
    path("api/v1/statements/<slug:slug>/", statements.StatementViewSet.as_view(ROW), name="api-statement"),
    # Django adds a missing last slash, so addresses without one do not match.
    re_path(r"^api/v1/[\s\S]*/$", root.UnknownAddress.as_view(), name="api-nowhere"),
]
