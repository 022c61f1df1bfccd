from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from .columns.fields import LanguageField, LineField, MarkdownField
from .columns.term_fields import SearchedManager, SearchedModel, SearchedQuerySet, TermsField
from .columns.text_formats import text_format_field
from .noun import Noun, of_public_statement
from .statement import Statement


class TranslationKind(models.TextChoices):
    OFFICIAL = "official", _("official translation")
    INTERPRETATION = "interpretation", _("interpretation")
    UNOFFICIAL = "unofficial", _("unofficial translation")
    MACHINE = "machine", _("machine translation")


class TranslationQuerySet(SearchedQuerySet):
    def get_by_natural_key(self, statement, language):
        return self.get(statement__slug=statement, language=language)

    def public(self):
        return self.filter(of_public_statement())


class Translation(SearchedModel, Noun):
    versions_asked_by = ["statement"]

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="translations", verbose_name=_("statement"))
    language = LanguageField()
    kind = models.CharField(_("kind"), max_length=14, choices=TranslationKind, default=TranslationKind.UNOFFICIAL)
    translator = LineField(_("translator"), blank=True, help_text=_("A person, an office, or the name of a program."))
    title = LineField(_("title"), blank=True)
    text = MarkdownField(_("text"), help_text=_("If possible with as many paragraphs as the statement."))
    text_format = text_format_field()

    title_terms = TermsField("title")
    text_terms = TermsField("text")

    objects = SearchedManager.from_queryset(TranslationQuerySet)()

    class Meta(SearchedModel.Meta):
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        ordering = ["statement", "language"]
        constraints = [
            models.UniqueConstraint(
                name="one_translation_per_language_of_a_statement",
                fields=["statement", "language"],
                violation_error_message=_("The statement already has a translation into this language."),
            )
        ]

    def __str__(self):
        return f"{self.statement} ({self.language})"

    @property
    def anchor(self):
        """The prefix of the anchors of its paragraphs: paragraph 3 in Russian is #ru-p3."""
        return f"{self.language}-p"

    def clean(self):
        super().clean()
        if self.statement_id and self.language == self.statement.language:
            raise ValidationError({"language": _("This is the language of the statement itself.")})

    def natural_key(self):
        return (*self.statement.natural_key(), self.language)

    natural_key.dependencies = ["proceedings.statement"]
