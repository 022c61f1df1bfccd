"""Books and cards: a conference as PDF and EPUB, a statement or a speaker as a picture."""
