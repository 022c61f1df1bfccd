"""What a password must not be made of."""

import re
import string

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Words that are near at hand for whoever chooses a password here, and for whoever guesses it.
WORDS = ("proceedings", "conference", "statement", "speaker", "editor", "reviewer", "publisher", "password", "welcome")
LEFT = 8


class PaddedCommonPasswordValidator(CommonPasswordValidator):
    """Nor is it a common one with digits and signs around it."""

    def validate(self, password, user=None):
        super().validate(password, user)
        super().validate(password.strip(string.digits + string.punctuation + string.whitespace), user)


class SiteWordsValidator:
    """A password is more than the site's own words, however often they are repeated."""

    def validate(self, password, user=None):
        left = re.sub("|".join(WORDS), "", password.casefold())
        if len(left) < LEFT and len(left) < len(password):
            message = _("Without words such as “%(word)s”, which are guessed first, this password is too short.")
            word = re.search("|".join(WORDS), password.casefold())[0]
            raise ValidationError(message % {"word": word}, code="password_near_at_hand")

    def get_help_text(self):
        return _("It should have more in it than words that this site is full of.")
