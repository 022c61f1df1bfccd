from django.urls import path

from . import cite, compare, conferences, embed, home, organisations, portraits, search, speakers, statements, themes

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", home.about, name="about"),
    path("accessibility/", home.accessibility, name="accessibility"),
    path("compare/", compare.compare, name="compare"),
    path("conferences/", conferences.ConferenceList.as_view(), name="conferences"),
    path("conferences/<slug:slug>/", conferences.conference, name="conference"),
    path("conferences/<slug:slug>/cite/", cite.conference, name="conference-cite"),
    path("speakers/", speakers.SpeakerList.as_view(), name="speakers"),
    path("speakers/<slug:slug>/", speakers.speaker, name="speaker"),
    path("speakers/<slug:slug>/cite/", cite.speaker, name="speaker-cite"),
    path("speakers/<slug:slug>/portrait.webp", portraits.portrait, name="speaker-portrait"),
    path("organisations/", organisations.OrganisationList.as_view(), name="organisations"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("themes/", themes.ThemeTree.as_view(), name="themes"),
    path("themes/<slug:slug>/", themes.theme, name="theme"),
    path("statements/", statements.StatementList.as_view(), name="statements"),
    path("statements/<slug:slug>/", statements.statement, name="statement"),
    path("statements/<slug:slug>/cite/", cite.statement, name="statement-cite"),
    path("statements/<slug:slug>/embed/", embed.embed, name="statement-embed"),
    path("search/", search.search, name="search"),
    path("search/suggest", search.suggest, name="suggest"),
]
