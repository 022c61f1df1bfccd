"""The API: the public record as read-only JSON at /api/v1/, its OpenAPI schema and its reference page."""
