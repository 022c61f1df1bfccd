"""Password validators."""

import re
import string

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Words that users of this site are likely to choose, and attackers to guess.
WORDS = ("proceedings", "conference", "statement", "speaker", "editor", "reviewer", "publisher", "password", "welcome")
# The fewest characters of a password besides these words.
LEFT = 8


class PaddedCommonPasswordValidator(CommonPasswordValidator):
    """Rejects common passwords, also with digits and punctuation around them."""

    def validate(self, password, user=None):
        super().validate(password, user)
        super().validate(password.strip(string.digits + string.punctuation + string.whitespace), user)


class SiteWordsValidator:
    """Rejects passwords that consist mostly of words of the site."""

    def validate(self, password, user=None):
        left = re.sub("|".join(WORDS), "", password.casefold())
        if len(left) < LEFT and len(left) < len(password):
            message = _("This password is too short without “%(word)s”, which is easy to guess.")
            word = re.search("|".join(WORDS), password.casefold())[0]
            raise ValidationError(message % {"word": word}, code="password_site_words")

    def get_help_text(self):
        return _("Your password can’t consist mostly of words that are common on this site.")
