"""The words of a book in the site's language."""

from django.utils.translation import gettext as _

from proceedings.models.reads.present_profile import site_profile


def labels():
    return {
        "book": str(site_profile()),
        "contents": _("Contents"),
        "about": _("About the conference"),
        "participants": _("Participants"),
        "speakers": _("Index of speakers"),
        "themes": _("Index of themes"),
        "colophon": _("Colophon"),
        "held_by": _("Held by"),
        "in_reply_to": _("In reply to"),
        "correction": _("Correction"),
        "translation": _("Translation"),
        "left_out": _("This text could not be set for this book. Read it at its address:"),
        "no_text": _("The record has no text of this statement."),
        "no_statement": _("No statement has been published yet."),
        "as_of": _("As of"),
        "how_to_cite": _(
            "Paragraphs are numbered as on the site: the address of a statement with #p3 behind it leads to its "
            "third paragraph. The site has the record as it is now; this book tells the day of its state."
        ),
        "addresses": _("The address beside or below a statement continues"),
        "missing": _(
            "□ stands for a character that no font had when this book was set. The page of the statement has it."
        ),
        "set_with": _("Set with Typst in Libertinus Serif, and in Noto fonts for scripts that it lacks."),
    }
