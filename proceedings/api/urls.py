from django.urls import path, re_path

from . import conferences, organisations, reference, root, schema, sessions, speakers, statements, themes

LIST, ROW = {"get": "list"}, {"get": "retrieve"}

urlpatterns = [
    path("api/", reference.reference, name="api"),
    path("api/v1/", root.Root.as_view(), name="api-root"),
    path("api/v1/schema/", schema.Schema.as_view(), name="api-schema"),
    path("api/v1/conferences/", conferences.Conferences.as_view(LIST), name="api-conferences"),
    path("api/v1/conferences/<slug:slug>/", conferences.Conferences.as_view(ROW), name="api-conference"),
    path("api/v1/sessions/", sessions.Sessions.as_view(LIST), name="api-sessions"),
    path("api/v1/sessions/<slug:conference>/<slug:slug>/", sessions.Sessions.as_view(ROW), name="api-session"),
    path("api/v1/speakers/", speakers.Speakers.as_view(LIST), name="api-speakers"),
    path("api/v1/speakers/<slug:slug>/", speakers.Speakers.as_view(ROW), name="api-speaker"),
    path("api/v1/organisations/", organisations.Organisations.as_view(LIST), name="api-organisations"),
    path("api/v1/organisations/<slug:slug>/", organisations.Organisations.as_view(ROW), name="api-organisation"),
    path("api/v1/themes/", themes.Themes.as_view(LIST), name="api-themes"),
    path("api/v1/themes/<slug:slug>/", themes.Themes.as_view(ROW), name="api-theme"),
    path("api/v1/statements/", statements.Statements.as_view(LIST), name="api-statements"),
    path("api/v1/statements/<slug:slug>/", statements.Statements.as_view(ROW), name="api-statement"),
    # An address without its last slash is left to Django, which adds it.
    re_path(r"^api/v1/[\s\S]*/$", root.Nowhere.as_view(), name="api-nowhere"),
]
