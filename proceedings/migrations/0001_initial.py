import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import django_countries.fields
import proceedings.models.columns.fields
import proceedings.models.columns.identifiers
import proceedings.models.columns.modification_times
import proceedings.models.columns.portraits
import proceedings.models.columns.slugs
import proceedings.models.columns.term_fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Conference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', help_text='Readers see only published entries.', max_length=12, verbose_name='status')),
                ('published_at', models.DateTimeField(blank=True, help_text='Set at the first publication.', null=True, verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Set at the withdrawal.', null=True, verbose_name='withdrawn at')),
                ('withdrawal_reason', models.TextField(blank=True, help_text='Shown to readers at the old address. Write it in the site’s language.', verbose_name='reason for withdrawal')),
                ('publish_at', models.DateTimeField(blank=True, help_text='It stays in review until then, and readers do not see it.', null=True, serialize=False, verbose_name='publish at')),
                ('sent_back_because', models.TextField(blank=True, default='', help_text='What the author should change.', serialize=False, verbose_name='reason for sending back')),
                ('modified_at', proceedings.models.columns.modification_times.ModificationTimeField()),
                ('slug', proceedings.models.columns.slugs.SlugField(blank=True, help_text='If empty, it is made from the acronym or the title.', max_length=100, unique=True, verbose_name='address')),
                ('title', proceedings.models.columns.fields.LineField(max_length=300, verbose_name='title')),
                ('acronym', proceedings.models.columns.fields.LineField(blank=True, max_length=60, verbose_name='acronym')),
                ('format', models.CharField(choices=[('in_person', 'in person'), ('online', 'online'), ('hybrid', 'in person and online')], default='in_person', max_length=10, verbose_name='format')),
                ('starts_on', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('time_zone', models.CharField(default='UTC', help_text='The time zone of the programme, such as Europe/Moscow.', max_length=64, validators=[proceedings.models.columns.identifiers.validate_time_zone], verbose_name='time zone')),
                ('place', proceedings.models.columns.fields.LineField(blank=True, help_text='City and venue. Leave empty for an online conference.', max_length=300, verbose_name='place')),
                ('summary', proceedings.models.columns.fields.MarkdownField(blank=True, help_text='About the conference, in Markdown.', verbose_name='summary')),
                ('language', proceedings.models.columns.fields.LanguageField(help_text='The language of the title, summary and programme (BCP 47), such as en.', max_length=35, verbose_name='language')),
                ('rights', proceedings.models.columns.fields.LineField(blank=True, help_text='An SPDX licence identifier or the address of the terms.', max_length=300, verbose_name='rights')),
                ('doi', models.CharField(blank=True, help_text='Without https://doi.org/.', max_length=255, validators=[django.core.validators.RegexValidator('\\A10\\.\\d{4,9}/\\S+\\Z', 'A DOI begins with 10. and has no address before it.')], verbose_name='DOI')),
                ('source', proceedings.models.columns.fields.LineField(blank=True, help_text='The source of the record, such as a report.', max_length=300, verbose_name='source')),
                ('source_url', proceedings.models.columns.fields.WebAddressField(blank=True, max_length=2000, verbose_name='address of the source')),
                ('name_terms', proceedings.models.columns.term_fields.NameTermsField('title', 'acronym', 'place', 'summary')),
                ('scheduled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='scheduled by')),
            ],
            options={
                'verbose_name': 'conference',
                'verbose_name_plural': 'conferences',
                'ordering': [models.OrderBy(models.F('starts_on'), descending=True, nulls_last=True), 'slug'],
                'permissions': [('submit_conference', 'Can submit for review'), ('review_conference', 'Can send back from review'), ('publish_conference', 'Can publish, now or at a set time'), ('withdraw_conference', 'Can withdraw')],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='FormerAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('noun', models.CharField(choices=[('conference', 'conference'), ('organisation', 'organisation'), ('speaker', 'speaker'), ('statement', 'statement'), ('theme', 'theme')], max_length=12, verbose_name='of what')),
                ('slug', proceedings.models.columns.slugs.SlugField(max_length=100, verbose_name='former address')),
                ('target', proceedings.models.columns.slugs.SlugField(db_index=True, max_length=100, verbose_name='present address')),
            ],
            options={
                'verbose_name': 'former address',
                'verbose_name_plural': 'former addresses',
                'ordering': ['noun', 'slug'],
                'constraints': [models.UniqueConstraint(fields=('noun', 'slug'), name='a_former_address_leads_to_one_place', violation_error_message='This former address already exists.'), models.CheckConstraint(condition=models.Q(('slug', models.F('target')), _negated=True), name='a_former_address_leads_elsewhere', violation_error_message='An address cannot redirect to itself.')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', proceedings.models.columns.slugs.SlugField(blank=True, help_text='If empty, it is made from the acronym or the name.', max_length=100, unique=True, verbose_name='address')),
                ('name', proceedings.models.columns.fields.LineField(max_length=300, verbose_name='name')),
                ('acronym', proceedings.models.columns.fields.LineField(blank=True, max_length=60, verbose_name='acronym')),
                ('country', django_countries.fields.CountryField(blank=True, help_text='Leave empty for an international organisation.', max_length=2, verbose_name='country')),
                ('website', proceedings.models.columns.fields.WebAddressField(blank=True, max_length=2000, verbose_name='website')),
                ('ror', models.CharField(blank=True, help_text='The nine characters of the Research Organization Registry.', max_length=9, validators=[django.core.validators.RegexValidator('\\A0[a-hj-km-np-tv-z0-9]{6}\\d{2}\\Z', 'A ROR identifier has nine characters and begins with 0.')], verbose_name='ROR identifier')),
                ('wikidata', models.CharField(blank=True, help_text='For example Q42.', max_length=20, validators=[django.core.validators.RegexValidator('\\AQ[1-9]\\d*\\Z', 'A Wikidata identifier is a Q and a number, such as Q42.')], verbose_name='Wikidata identifier')),
                ('name_terms', proceedings.models.columns.term_fields.NameTermsField('name', 'acronym')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name', 'slug'],
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(fields=['name', 'slug'], name='organisation_a_to_z')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', proceedings.models.columns.fields.LineField(max_length=300, verbose_name='name')),
                ('language', proceedings.models.columns.fields.LanguageField(help_text='A BCP 47 tag, such as en, ru or zh-Hant. Use und if unknown.', max_length=35, verbose_name='language')),
                ('name_terms', proceedings.models.columns.term_fields.NameTermsField('name')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_names', to='proceedings.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'other name of an organisation',
                'verbose_name_plural': 'other names of organisations',
                'ordering': ['organisation', 'language', 'name'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Organiser',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('organiser', 'organiser'), ('co_organiser', 'co-organiser'), ('partner', 'partner'), ('sponsor', 'sponsor')], default='organiser', max_length=12, verbose_name='role')),
                ('position', models.PositiveIntegerField(default=1, help_text='Organisers are listed by this number.', verbose_name='position')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisers', to='proceedings.conference', verbose_name='conference')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organised', to='proceedings.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'organiser',
                'verbose_name_plural': 'organisers',
                'ordering': ['conference', 'position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', proceedings.models.columns.slugs.SlugField(blank=True, help_text='If empty, it is made from the title.', max_length=100, verbose_name='address')),
                ('title', proceedings.models.columns.fields.LineField(max_length=300, verbose_name='title')),
                ('kind', models.CharField(choices=[('opening', 'opening'), ('plenary', 'plenary'), ('panel', 'panel'), ('round_table', 'round table'), ('closing', 'closing'), ('other', 'other')], default='other', max_length=12, verbose_name='kind')),
                ('starts_at', models.DateTimeField(blank=True, null=True, verbose_name='starts at')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends at')),
                ('position', models.PositiveIntegerField(blank=True, help_text='The order in the programme. If empty, the session comes last.', verbose_name='position')),
                ('summary', proceedings.models.columns.fields.MarkdownField(blank=True, verbose_name='summary')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='proceedings.conference', verbose_name='conference')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['conference', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('portrait', proceedings.models.columns.portraits.PortraitField(blank=True, help_text='JPEG, PNG, WebP or AVIF, at most 10 MB. It is resized, and its metadata is removed.', verbose_name='portrait')),
                ('portrait_credit', models.CharField(blank=True, help_text='The photographer and the licence. Readers see it.', max_length=300, verbose_name='portrait by')),
                ('slug', proceedings.models.columns.slugs.SlugField(blank=True, help_text='If empty, it is made from the name.', max_length=100, unique=True, verbose_name='address')),
                ('name', proceedings.models.columns.fields.LineField(help_text='In the usual order: Vladimir Norov, Xie Fuzhan.', max_length=300, verbose_name='name')),
                ('sort_name', proceedings.models.columns.fields.LineField(blank=True, help_text='Family name first, in Latin letters: Norov, Vladimir. If empty, the name is transliterated.', max_length=300, verbose_name='name for sorting')),
                ('honorific', proceedings.models.columns.fields.LineField(blank=True, help_text='For example Dr or H.E.', max_length=60, verbose_name='honorific')),
                ('biography', proceedings.models.columns.fields.MarkdownField(blank=True, verbose_name='biography')),
                ('country', django_countries.fields.CountryField(blank=True, max_length=2, verbose_name='country')),
                ('orcid', models.CharField(blank=True, help_text='0000-0000-0000-0000', max_length=19, validators=[proceedings.models.columns.identifiers.validate_orcid], verbose_name='ORCID iD')),
                ('wikidata', models.CharField(blank=True, help_text='For example Q42.', max_length=20, validators=[django.core.validators.RegexValidator('\\AQ[1-9]\\d*\\Z', 'A Wikidata identifier is a Q and a number, such as Q42.')], verbose_name='Wikidata identifier')),
                ('website', proceedings.models.columns.fields.WebAddressField(blank=True, max_length=2000, verbose_name='website')),
                ('name_terms', proceedings.models.columns.term_fields.NameTermsField('name')),
            ],
            options={
                'verbose_name': 'speaker',
                'verbose_name_plural': 'speakers',
                'ordering': [django.db.models.functions.text.Lower('sort_name'), 'slug'],
                'permissions': [('merge_speaker', 'Can merge two speakers and undo merges')],
                'abstract': False,
                'base_manager_name': 'objects',
                'indexes': [models.Index(django.db.models.functions.text.Lower('sort_name'), models.F('slug'), name='speaker_a_to_z')],
            },
        ),
        migrations.CreateModel(
            name='OtherName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', proceedings.models.columns.fields.LineField(max_length=300, verbose_name='name')),
                ('language', proceedings.models.columns.fields.LanguageField(help_text='A BCP 47 tag, such as en, ru or zh-Hant. Use und if unknown.', max_length=35, verbose_name='language')),
                ('name_terms', proceedings.models.columns.term_fields.NameTermsField('name')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='other_names', to='proceedings.speaker', verbose_name='speaker')),
            ],
            options={
                'verbose_name': 'other name',
                'verbose_name_plural': 'other names',
                'ordering': ['speaker', 'language', 'name'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', proceedings.models.columns.slugs.SlugField(blank=True, help_text='Identifies the post among those of the speaker. If empty, it is made from the title.', max_length=100, verbose_name='key')),
                ('title', proceedings.models.columns.fields.LineField(help_text='For example Secretary General.', max_length=300, verbose_name='title')),
                ('starts_on', models.DateField(blank=True, help_text='Leave empty if unknown.', null=True, verbose_name='held from')),
                ('ends_on', models.DateField(blank=True, help_text='Leave empty if unknown or still held.', null=True, verbose_name='held until')),
                ('organisation', models.ForeignKey(blank=True, help_text='Leave empty for a capacity outside any organisation, such as independent expert.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='proceedings.organisation', verbose_name='organisation')),
                ('speaker', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='appointments', to='proceedings.speaker', verbose_name='speaker')),
            ],
            options={
                'verbose_name': 'appointment',
                'verbose_name_plural': 'appointments',
                'ordering': ['speaker', models.OrderBy(models.F('starts_on'), nulls_first=True), 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('draft', 'draft'), ('in_review', 'in review'), ('published', 'published'), ('withdrawn', 'withdrawn')], default='draft', help_text='Readers see only published entries.', max_length=12, verbose_name='status')),
                ('published_at', models.DateTimeField(blank=True, help_text='Set at the first publication.', null=True, verbose_name='published at')),
                ('withdrawn_at', models.DateTimeField(blank=True, help_text='Set at the withdrawal.', null=True, verbose_name='withdrawn at')),
                ('withdrawal_reason', models.TextField(blank=True, help_text='Shown to readers at the old address. Write it in the site’s language.', verbose_name='reason for withdrawal')),
                ('publish_at', models.DateTimeField(blank=True, help_text='It stays in review until then, and readers do not see it.', null=True, serialize=False, verbose_name='publish at')),
                ('sent_back_because', models.TextField(blank=True, default='', help_text='What the author should change.', serialize=False, verbose_name='reason for sending back')),
                ('modified_at', proceedings.models.columns.modification_times.ModificationTimeField()),
                ('slug', proceedings.models.columns.slugs.SlugField(blank=True, help_text='Permanent. If empty, it is made from the speaker and the conference.', max_length=100, unique=True, verbose_name='address')),
                ('position', models.PositiveIntegerField(blank=True, help_text='The order in the session. If empty, the statement comes last.', verbose_name='position')),
                ('kind', models.CharField(choices=[('opening_remarks', 'opening remarks'), ('greeting', 'greeting'), ('video_address', 'video address'), ('address', 'address'), ('remarks', 'remarks'), ('presentation', 'presentation'), ('question', 'question'), ('answer', 'answer'), ('closing_remarks', 'closing remarks'), ('narrative', 'narrative')], default='remarks', max_length=16, verbose_name='kind')),
                ('form', models.CharField(choices=[('verbatim', 'verbatim'), ('reported', 'reported'), ('summary', 'summary')], default='verbatim', help_text="Verbatim: the speaker's own words. Reported: in the words of others. Summary: shortened.", max_length=8, verbose_name='form')),
                ('title', proceedings.models.columns.fields.LineField(help_text="A few words that distinguish this statement from the speaker's others.", max_length=300, verbose_name='title')),
                ('text', proceedings.models.columns.fields.MarkdownField(blank=True, help_text='Markdown. An empty line starts a new paragraph, which can be cited.', verbose_name='text')),
                ('language', proceedings.models.columns.fields.LanguageField(help_text='The language of the title and text here (BCP 47), not of the speech.', max_length=35, verbose_name='language')),
                ('delivered_at', models.DateTimeField(blank=True, help_text='Leave empty if only the session or the day is known.', null=True, verbose_name='delivered at')),
                ('doi', models.CharField(blank=True, help_text='Without https://doi.org/.', max_length=255, validators=[django.core.validators.RegexValidator('\\A10\\.\\d{4,9}/\\S+\\Z', 'A DOI begins with 10. and has no address before it.')], verbose_name='DOI')),
                ('source', proceedings.models.columns.fields.LineField(blank=True, help_text='The source of the text, such as a report.', max_length=300, verbose_name='source')),
                ('source_url', proceedings.models.columns.fields.WebAddressField(blank=True, max_length=2000, verbose_name='address of the source')),
                ('recording_url', proceedings.models.columns.fields.WebAddressField(blank=True, max_length=2000, verbose_name='recording')),
                ('recording_start', models.PositiveIntegerField(blank=True, help_text='Seconds from the start of the recording.', null=True, verbose_name='start in the recording')),
                ('title_terms', proceedings.models.columns.term_fields.TermsField('title')),
                ('text_terms', proceedings.models.columns.term_fields.TermsField('text')),
                ('appointment', models.ForeignKey(blank=True, help_text="One of the speaker's posts. In a new statement, the only post of that day is filled in.", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='proceedings.appointment', verbose_name='in the capacity of')),
                ('in_reply_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replies', to='proceedings.statement', verbose_name='in reply to')),
                ('scheduled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='scheduled by')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='proceedings.session', verbose_name='session')),
                ('speaker', models.ForeignKey(blank=True, help_text='Leave empty only for a narrative, which has no speaker.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='proceedings.speaker', verbose_name='speaker')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
                'ordering': ['session', 'position'],
                'permissions': [('submit_statement', 'Can submit for review'), ('review_statement', 'Can send back from review'), ('publish_statement', 'Can publish, now or at a set time'), ('withdraw_statement', 'Can withdraw')],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('note', proceedings.models.columns.fields.MarkdownField(help_text="What was wrong and how it reads now, in the site's language.", verbose_name='note')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='proceedings.statement', verbose_name='statement')),
            ],
            options={
                'verbose_name': 'correction',
                'verbose_name_plural': 'corrections',
                'ordering': ['statement', '-made_on'],
            },
        ),
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', proceedings.models.columns.slugs.SlugField(blank=True, help_text='If empty, it is made from the name.', max_length=100, unique=True, verbose_name='address')),
                ('name', proceedings.models.columns.fields.LineField(max_length=300, verbose_name='name')),
                ('description', proceedings.models.columns.fields.MarkdownField(blank=True, help_text='What this theme covers.', verbose_name='description')),
                ('same_as', proceedings.models.columns.fields.WebAddressField(blank=True, help_text='The address of the same concept elsewhere, such as on Wikidata.', max_length=2000, verbose_name='same as')),
                ('name_terms', proceedings.models.columns.term_fields.NameTermsField('name', 'description')),
                ('parent', models.ForeignKey(blank=True, help_text='A statement on a theme is also found under all the broader ones.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='proceedings.theme', verbose_name='broader theme')),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['name', 'slug'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddField(
            model_name='statement',
            name='themes',
            field=models.ManyToManyField(blank=True, related_name='statements', to='proceedings.theme', verbose_name='themes'),
        ),
        migrations.CreateModel(
            name='Translation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', proceedings.models.columns.fields.LanguageField(help_text='A BCP 47 tag, such as en, ru or zh-Hant. Use und if unknown.', max_length=35, verbose_name='language')),
                ('kind', models.CharField(choices=[('official', 'official translation'), ('interpretation', 'interpretation'), ('unofficial', 'unofficial translation'), ('machine', 'machine translation')], default='unofficial', max_length=14, verbose_name='kind')),
                ('translator', proceedings.models.columns.fields.LineField(blank=True, help_text='A person, an office, or the name of a program.', max_length=300, verbose_name='translator')),
                ('title', proceedings.models.columns.fields.LineField(blank=True, max_length=300, verbose_name='title')),
                ('text', proceedings.models.columns.fields.MarkdownField(help_text='Markdown. If possible with as many paragraphs as the statement.', verbose_name='text')),
                ('title_terms', proceedings.models.columns.term_fields.TermsField('title')),
                ('text_terms', proceedings.models.columns.term_fields.TermsField('text')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='translations', to='proceedings.statement', verbose_name='statement')),
            ],
            options={
                'verbose_name': 'translation',
                'verbose_name_plural': 'translations',
                'ordering': ['statement', 'language'],
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.AddIndex(
            model_name='conference',
            index=models.Index(fields=['starts_on', 'slug'], name='conference_by_date'),
        ),
        migrations.AddConstraint(
            model_name='conference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='conference_published_has_published_at', violation_error_message='A published entry needs the time of its publication (published_at).'),
        ),
        migrations.AddConstraint(
            model_name='conference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('withdrawal_reason', ''), _negated=True), _connector='OR'), name='conference_withdrawn_says_why', violation_error_message='A withdrawal needs a reason (withdrawal_reason) for readers.'),
        ),
        migrations.AddConstraint(
            model_name='conference',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('status__in', ['published', 'withdrawn']), _connector='OR'), name='conference_once_published_is_published_or_withdrawn', violation_error_message='An entry that was once published (published_at) is either published or withdrawn.'),
        ),
        migrations.AddConstraint(
            model_name='conference',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='conference_withdrawn_was_published', violation_error_message='A withdrawn entry was published once (published_at).'),
        ),
        migrations.AddConstraint(
            model_name='conference',
            constraint=models.CheckConstraint(condition=models.Q(('publish_at__isnull', True), ('status', 'in_review'), _connector='OR'), name='conference_waits_in_review_for_its_time', violation_error_message='A scheduled entry (publish_at) stays in review until it is published.'),
        ),
        migrations.AddConstraint(
            model_name='conference',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='conference_ends_on_or_after_it_starts', violation_error_message='A conference cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='organisationname',
            constraint=models.UniqueConstraint(fields=('organisation', 'language', 'name'), name='one_entry_per_name_of_an_organisation', violation_error_message='This name is already listed.'),
        ),
        migrations.AddConstraint(
            model_name='organiser',
            constraint=models.UniqueConstraint(fields=('conference', 'organisation', 'role'), name='one_organiser_per_organisation_and_role', violation_error_message='This organisation already has this role in the conference.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(fields=('conference', 'slug'), name='one_session_per_address_in_a_conference', violation_error_message='The conference already has a session with this address.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(fields=('conference', 'position'), name='one_session_per_position_in_a_conference', violation_error_message='The conference already has a session at this position.'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__isnull', True), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='session_ends_at_or_after_it_starts', violation_error_message='A session cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='othername',
            constraint=models.UniqueConstraint(fields=('speaker', 'language', 'name'), name='one_entry_per_name_of_a_speaker', violation_error_message='This name is already listed.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.UniqueConstraint(fields=('speaker', 'slug'), name='one_appointment_per_key_of_a_speaker', violation_error_message='The speaker already has a post with this key.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='appointment_ends_on_or_after_it_starts', violation_error_message='A post cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(fields=('statement', 'made_on'), name='one_correction_note_per_day_of_a_statement', violation_error_message='A correction of this day already exists. Add to its note.'),
        ),
        migrations.AddConstraint(
            model_name='theme',
            constraint=models.CheckConstraint(condition=models.Q(('parent__isnull', True), models.Q(('parent', models.F('pk')), _negated=True), _connector='OR'), name='theme_is_not_its_own_parent', violation_error_message='A theme cannot be its own broader theme.'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['speaker', 'status'], name='statement_by_speaker'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['modified_at', 'id'], name='statement_by_modification'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(fields=['published_at', 'id'], name='statement_by_publication'),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('publish_at__isnull', False)), fields=['publish_at'], name='statement_by_its_time'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='statement_published_has_published_at', violation_error_message='A published entry needs the time of its publication (published_at).'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), models.Q(('withdrawal_reason', ''), _negated=True), _connector='OR'), name='statement_withdrawn_says_why', violation_error_message='A withdrawal needs a reason (withdrawal_reason) for readers.'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('published_at__isnull', True), ('status__in', ['published', 'withdrawn']), _connector='OR'), name='statement_once_published_is_published_or_withdrawn', violation_error_message='An entry that was once published (published_at) is either published or withdrawn.'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='statement_withdrawn_was_published', violation_error_message='A withdrawn entry was published once (published_at).'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('publish_at__isnull', True), ('status', 'in_review'), _connector='OR'), name='statement_waits_in_review_for_its_time', violation_error_message='A scheduled entry (publish_at) stays in review until it is published.'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('session', 'position'), name='one_statement_per_position_in_a_session', violation_error_message='The session already has a statement at this position.'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('speaker__isnull', False), ('kind', 'narrative'), _connector='OR'), name='statement_without_a_speaker_is_a_narrative', violation_error_message='A statement needs a speaker, unless its kind is narrative.'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('appointment__isnull', True), ('speaker__isnull', False), _connector='OR'), name='statement_in_a_capacity_has_a_speaker', violation_error_message='Only a speaker can have a capacity (appointment).'),
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.CheckConstraint(condition=models.Q(('in_reply_to__isnull', True), models.Q(('in_reply_to', models.F('pk')), _negated=True), _connector='OR'), name='statement_is_not_a_reply_to_itself', violation_error_message='A statement cannot reply to itself.'),
        ),
        migrations.AddConstraint(
            model_name='translation',
            constraint=models.UniqueConstraint(fields=('statement', 'language'), name='one_translation_per_language_of_a_statement', violation_error_message='The statement already has a translation into this language.'),
        ),
    ]
