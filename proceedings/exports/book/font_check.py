"""A check of the deployment: fonts for each script that books can be in."""

from django.utils.translation import gettext as _

from proceedings.serving.doctor import advice, ok, register


@register
def check_fonts():
    # Imported late, because Typst loads slowly, and only the doctor needs it here.
    from .fonts import SCRIPTS, families

    missing = [script for script, fonts in SCRIPTS.items() if families().isdisjoint(fonts)]
    if not missing:
        return ok("fonts", _("Books have fonts for all scripts."))
    remedy = _("If the record has names or texts in these scripts, install the extra: pip install -e '.[fonts]'.")
    return advice("fonts", _("Books have no fonts for: %s.") % ", ".join(missing), remedy)
