"""Signing in and out, second factors and sessions. The views are those of allauth."""
