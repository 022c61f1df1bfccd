import proceedings.models.columns.fields
import proceedings.models.columns.modification_times
import proceedings.models.columns.portraits
from django.db import migrations, models

from proceedings.models.reads import revision
from proceedings.models.columns import modification_times
from proceedings.models.workflow import roles

TABLES = ["proceedings_siteprofile"]


def create(apps, schema_editor):
    revision.create_triggers(schema_editor.connection, TABLES)
    modification_times.create_triggers(schema_editor.connection, apps, TABLES)
    roles.create_groups(apps)


def drop(apps, schema_editor):
    modification_times.drop_triggers(schema_editor.connection, apps, TABLES)
    revision.drop_triggers(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    """The profile of the site, with its triggers and the permissions of the groups."""

    dependencies = [
        ('proceedings', '0007_public_counts'),
    ]

    operations = [
        migrations.CreateModel(
            name='SiteProfile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(default='site', max_length=4, unique=True)),
                ('name', proceedings.models.columns.fields.NameField(help_text='Readers see it at the top of every page, and in every citation.', max_length=300, verbose_name='name')),
                ('tagline', proceedings.models.columns.fields.LineField(blank=True, help_text='One sentence: what is on record here.', max_length=300, verbose_name='tagline')),
                ('publisher', proceedings.models.columns.fields.NameField(blank=True, help_text='The body that publishes this record, such as your institute.', max_length=300, verbose_name='publisher')),
                ('publisher_url', proceedings.models.columns.fields.WebAddressField(blank=True, max_length=2000, verbose_name='website of the publisher')),
                ('logo', proceedings.models.columns.portraits.PictureField(blank=True, help_text='JPEG, PNG, WebP or AVIF, at most 10 MB. It is resized and set on white.', upload_to='logos', verbose_name='logo')),
                ('email', models.EmailField(blank=True, help_text='Readers and harvesters see it. Empty: that of the server.', max_length=254, verbose_name='contact by e-mail')),
                ('contact_url', proceedings.models.columns.fields.WebAddressField(blank=True, help_text='If there is one, the footer links to it instead of the e-mail.', max_length=2000, verbose_name='contact page')),
                ('licence', proceedings.models.columns.fields.NameField(blank=True, help_text='For example CC BY 4.0. The rights of a conference come before it.', max_length=300, verbose_name='licence')),
                ('licence_url', proceedings.models.columns.fields.WebAddressField(blank=True, max_length=2000, verbose_name='address of the licence')),
                ('rights', proceedings.models.columns.fields.MarkdownField(blank=True, help_text='What readers may do with the record. It is shown on the page About.', verbose_name='rights')),
                ('modified_at', proceedings.models.columns.modification_times.ModificationTimeField()),
            ],
            options={
                'verbose_name': 'site profile',
                'verbose_name_plural': 'site profile',
                'constraints': [models.CheckConstraint(condition=models.Q(('key', 'site')), name='there_is_one_site_profile', violation_error_message='The site has one profile. Change that one.'), models.CheckConstraint(condition=models.Q(('publisher_url', ''), models.Q(('publisher', ''), _negated=True), _connector='OR'), name='the_website_of_a_publisher_has_a_name', violation_error_message='Give the name of the publisher, too.'), models.CheckConstraint(condition=models.Q(('licence_url', ''), models.Q(('licence', ''), _negated=True), _connector='OR'), name='the_address_of_a_licence_has_a_name', violation_error_message='Give the name of the licence, too.')],
            },
        ),
        migrations.RunPython(create, drop),
    ]
