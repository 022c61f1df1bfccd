"""Serializers that the lists share."""
