from django.urls import path

from . import (
    approval,
    citations,
    conferences,
    embed,
    home,
    organisations,
    pictures,
    preview,
    recording,
    speakers,
    statements,
    themes,
    versions,
)
from .comparison.views import compare
from .search.suggestions import suggestions
from .search.views import search

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("data/", home.data, name="data"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("logo.webp", pictures.logo, name="logo"),
    path("compare/", compare, name="compare"),
    path("conferences/", conferences.ConferenceList.as_view(), name="conferences"),
    path("conferences/<slug:slug>/", conferences.conference, name="conference"),
    path("conferences/<slug:slug>/programme/", conferences.programme, name="conference-programme"),
    path("conferences/<slug:slug>/cite/", citations.conference, name="conference-cite"),
    path("speakers/", speakers.SpeakerList.as_view(), name="speakers"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    path("speakers/<slug:slug>/cite/", citations.speaker, name="speaker-cite"),
    path("speakers/<slug:slug>/portrait.webp", pictures.portrait, name="speaker-portrait"),
    path("organisations/", organisations.OrganisationList.as_view(), name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("themes/", themes.ThemeTree.as_view(), name="themes"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("statements/", statements.StatementList.as_view(), name="statements"),
    path("statements/<slug:slug>/", statements.statement, name="statement"),
    path("statements/<slug:slug>/cite/", citations.statement, name="statement-cite"),
    path("statements/<slug:slug>/embed/", embed.embed, name="statement-embed"),
    path("statements/<slug:slug>/recording/", recording.recording, name="statement-recording"),
    path("statements/<slug:slug>/versions/", versions.versions, name="statement-versions"),
    path("statements/<slug:slug>/versions/<int:number>/", versions.version, name="statement-version"),
    path("preview/statements/<slug:slug>/", preview.statement, name="statement-preview"),
    path("preview/conferences/<slug:slug>/", preview.conference, name="conference-preview"),
    path("approval/<str:token>/", approval.approval, name="approval"),
    path("search/", search, name="search"),
    path("search/suggest", suggestions, name="suggest"),
]
