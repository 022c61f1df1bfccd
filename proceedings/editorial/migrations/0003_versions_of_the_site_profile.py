import django.db.models.deletion
import proceedings.models.columns.fields
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from proceedings.models.reads import revision

TABLES = ["editorial_historicalsiteprofile"]


def create(apps, schema_editor):
    revision.create_triggers(schema_editor.connection, TABLES)


def drop(apps, schema_editor):
    revision.drop_triggers(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    """The versions of the profile of the site, which count in the revision of the record."""

    dependencies = [
        ('editorial', '0002_revision_of_history'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalSiteProfile',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('history_change_reason', models.TextField(blank=True, default='', verbose_name='reason')),
                ('key', models.CharField(default='site', max_length=4)),
                ('name', proceedings.models.columns.fields.NameField(help_text='Readers see it at the top of every page, and in every citation.', max_length=300, verbose_name='name')),
                ('tagline', proceedings.models.columns.fields.LineField(blank=True, help_text='One sentence: what is on record here.', max_length=300, verbose_name='tagline')),
                ('publisher', proceedings.models.columns.fields.NameField(blank=True, help_text='The body that publishes this record, such as your institute.', max_length=300, verbose_name='publisher')),
                ('publisher_url', proceedings.models.columns.fields.WebAddressField(blank=True, max_length=2000, verbose_name='website of the publisher')),
                ('email', models.EmailField(blank=True, help_text='Readers and harvesters see it. Empty: that of the server.', max_length=254, verbose_name='contact by e-mail')),
                ('contact_url', proceedings.models.columns.fields.WebAddressField(blank=True, help_text='If there is one, the footer links to it instead of the e-mail.', max_length=2000, verbose_name='contact page')),
                ('licence', proceedings.models.columns.fields.NameField(blank=True, help_text='For example CC BY 4.0. The rights of a conference come before it.', max_length=300, verbose_name='licence')),
                ('licence_url', proceedings.models.columns.fields.WebAddressField(blank=True, max_length=2000, verbose_name='address of the licence')),
                ('rights', proceedings.models.columns.fields.MarkdownField(blank=True, help_text='What readers may do with the record. It is shown on the page About.', verbose_name='rights')),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical site profile',
                'verbose_name_plural': 'historical site profile',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.RunPython(create, drop),
    ]
