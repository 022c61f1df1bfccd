"""The URLs of each package."""

from django.contrib import admin
from django.urls import include, path

from .serving import health

urlpatterns = [
    path("", include("proceedings.public.urls")),
    path("", include("proceedings.exports.urls")),
    path("", include("proceedings.api.urls")),
    path("", include("proceedings.signin.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
]
