from django.db import models


class Noun(models.Model):
    """A row of the record."""

    class Meta:
        abstract = True

    def save(self, **kwargs):
        self.complete()
        super().save(**kwargs)

    def complete(self):
        """Fill in what follows from the other fields and was left empty; called before the row is written."""
