"""Proceedings to print and to carry along: a conference as PDF and EPUB, a statement or a speaker as a card."""
