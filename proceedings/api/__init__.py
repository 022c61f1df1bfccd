"""The record for programs: read-only JSON at /api/v1/, its schema and its reference."""
