from django.urls import path

from . import conferences, organisations, speakers, statements, themes

urlpatterns = [
    path("conferences/<slug:slug>.md", conferences.conference_md, name="conference-md"),
    path("speakers/<slug:slug>.md", speakers.speaker_md, name="speaker-md"),
    path("organisations/<slug:slug>.md", organisations.organisation_md, name="organisation-md"),
    path("themes/<slug:slug>.md", themes.theme_md, name="theme-md"),
    path("statements/<slug:slug>.md", statements.statement_md, name="statement-md"),
    path("statements/<slug:slug>.txt", statements.statement_txt, name="statement-txt"),
]
