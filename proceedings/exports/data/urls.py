from django.urls import path

from . import views

urlpatterns = [
    path("conferences/<slug:slug>.zip", views.conference_zip, name="conference-zip"),
    path("data.zip", views.data_zip, name="data-zip"),
]
