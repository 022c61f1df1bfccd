"""Settings of drf-spectacular; they are read before the models are loaded."""

from django.utils.translation import gettext_lazy as _

SPECTACULAR_SETTINGS = {
    "TITLE": _("Proceedings"),
    "DESCRIPTION": _("The public record of conferences: who said what, in what capacity, on which theme."),
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "ConferenceFormat": "proceedings.models.Format",
        "OrganiserRole": "proceedings.models.Role",
        "SessionKind": "proceedings.models.SessionKind",
        "StatementForm": "proceedings.models.Form",
        "StatementKind": "proceedings.models.Kind",
        "TranslationKind": "proceedings.models.TranslationKind",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "proceedings.api.openapi.schema.require_only_identity",
    ],
}
