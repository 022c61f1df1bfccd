"""Limits of what a client may cost: queries by the cost of their request, and requests by the address of the client."""
