"""The URLs of each package."""

from django.contrib import admin
from django.urls import include, path

from .serving import health
from .serving.observability import metrics

# Commands without URLs do not need it.
admin.autodiscover()

handler400 = "proceedings.serving.errors.bad_request.bad_request"
handler500 = "proceedings.serving.errors.server_error.server_error"


urlpatterns = [
    path("", include("proceedings.public.urls")),
    path("", include("proceedings.exports.urls")),
    path("", include("proceedings.api.urls")),
    path("", include("proceedings.signin.urls")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
]
