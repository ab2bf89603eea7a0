import django.db.models.deletion
import django.db.models.expressions
import foundation.records.partial
import foundation.records.search
from django.conf import settings
from django.db import migrations, models

from foundation.records.triggers import append_only


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('actionplans', '0005_shape_money_and_pdesc'),
        ('communes', '0004_thresholds'),
        ('files', '0001_initial'),
        ('frameworks', '0007_partnership'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(blank=True, choices=[('processus', 'process: trust, capacity, openness, social cohesion'), ('produit', 'product: a service, works')], max_length=10, verbose_name='what it gave')),
                ('cross_cutting', models.JSONField(blank=True, default=list, verbose_name='wider causes')),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='tag', to='actionplans.action', verbose_name='action')),
            ],
            options={
                'verbose_name': 'kind of result of an action',
                'verbose_name_plural': 'kinds of result of actions',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('variant', models.CharField(blank=True, choices=[('A', 'A: paid from public budgets (commune, State)'), ('B', 'B: run by an NGO, a donor, a programme or the private sector')], max_length=1, verbose_name='variant')),
                ('opened_on', models.DateField(verbose_name='opened on')),
                ('due_on', models.DateField(verbose_name='answers due on')),
                ('note', models.TextField(blank=True, verbose_name='what is asked, and why')),
                ('communes', models.ManyToManyField(related_name='campaigns', to='communes.commune', verbose_name='communes asked')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='opened by')),
            ],
            options={
                'verbose_name': 'collection of sheets',
                'verbose_name_plural': 'collections of sheets',
                'ordering': ['-due_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExperienceSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('variant', models.CharField(choices=[('A', 'A: paid from public budgets (commune, State)'), ('B', 'B: run by an NGO, a donor, a programme or the private sector')], max_length=1, verbose_name='variant')),
                ('edition', models.CharField(max_length=20, verbose_name='edition of the outline')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('as_of', models.DateField(verbose_name='as of')),
                ('state', models.CharField(choices=[('brouillon', 'draft'), ('soumise', 'submitted'), ('relue', 'reviewed'), ('publiee', 'published')], default='brouillon', max_length=10, verbose_name='state')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='answers')),
                ('evidence', models.JSONField(blank=True, default=dict, verbose_name='evidence')),
                ('measure_areas', models.JSONField(blank=True, default=list, verbose_name='measure areas')),
                ('submitted_on', models.DateField(blank=True, null=True, verbose_name='submitted on')),
                ('reviewed_on', models.DateField(blank=True, null=True, verbose_name='reviewed on')),
                ('sent_back_reason', models.CharField(blank=True, max_length=400, verbose_name='why it was sent back')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='published on')),
                ('external_id', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('search_key', foundation.records.search.SearchKeyField(sources=('title',))),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='actionplans.action', verbose_name='action told')),
                ('author', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='author')),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='consult_learning.campaign', verbose_name='answers the collection')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='communes.commune', verbose_name='commune')),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='frameworks.cycle', verbose_name='cycle told')),
                ('framework', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='frameworks.framework', verbose_name='framework')),
                ('reviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reviewed by')),
                ('sectors', models.ManyToManyField(blank=True, related_name='sheets', to='communes.sector', verbose_name='sectors')),
            ],
            options={
                'verbose_name': 'experience sheet',
                'verbose_name_plural': 'experience sheets',
                'ordering': ['-as_of', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExchangeVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('women', models.PositiveIntegerField(blank=True, null=True, verbose_name='women')),
                ('men', models.PositiveIntegerField(blank=True, null=True, verbose_name='men')),
                ('young', models.PositiveIntegerField(blank=True, null=True, verbose_name='of which 35 years or younger')),
                ('displaced', models.PositiveIntegerField(blank=True, null=True, verbose_name='of which displaced')),
                ('hosted', models.BooleanField(default=False, verbose_name='the visit was received here')),
                ('held_on', models.DateField(verbose_name='held on')),
                ('level', models.CharField(blank=True, choices=[('cercle', 'within the cercle'), ('region', 'within the region'), ('national', 'national')], max_length=10, verbose_name='level')),
                ('subject', models.CharField(max_length=300, verbose_name='what was shown')),
                ('audience', models.CharField(blank=True, max_length=200, verbose_name='who took part')),
                ('cost', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='cost (FCFA)')),
                ('lessons', models.TextField(blank=True, verbose_name='what was learned')),
                ('indicators', models.JSONField(blank=True, default=list, verbose_name='indicators concerned')),
                ('actions', models.ManyToManyField(blank=True, related_name='exchanges', to='actionplans.action', verbose_name='actions that came of it')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exchanges', to='communes.commune', verbose_name='commune')),
                ('needs', models.ManyToManyField(blank=True, related_name='exchanges', to='frameworks.need', verbose_name='needs concerned')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communes.commune', verbose_name='the other commune')),
                ('paid_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communes.organisation', verbose_name='paid by')),
                ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exchanges', to='consult_learning.experiencesheet', verbose_name='about the sheet')),
            ],
            options={
                'verbose_name': 'exchange visit',
                'verbose_name_plural': 'exchange visits',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Adoption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by_other', models.CharField(blank=True, max_length=160, verbose_name='or by the programme or body')),
                ('adopted_on', foundation.records.partial.PartialDateField(verbose_name='when')),
                ('adaptation', models.TextField(blank=True, verbose_name='how it was adapted')),
                ('indicators', models.JSONField(blank=True, default=list, verbose_name='indicators concerned')),
                ('actions', models.ManyToManyField(blank=True, related_name='adoptions', to='actionplans.action', verbose_name='actions taken up')),
                ('by_commune', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communes.commune', verbose_name='taken up by the commune')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='communes.commune', verbose_name='commune')),
                ('needs', models.ManyToManyField(blank=True, related_name='adoptions', to='frameworks.need', verbose_name='needs concerned')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
                ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='adoptions', to='consult_learning.experiencesheet', verbose_name='from the sheet')),
            ],
            options={
                'verbose_name': 'adoption of the approach',
                'verbose_name_plural': 'adoptions of the approach',
                'ordering': ['-adopted_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MethodSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('summary', models.CharField(max_length=300, verbose_name='in one sentence')),
                ('body', models.TextField(blank=True, verbose_name='text')),
                ('topic', models.CharField(blank=True, choices=[('developpement_local', 'running local development'), ('ressources', "raising the commune's resources"), ('partenariats_commune', 'making partnerships (municipality)'), ('formalisation', 'formalising a group or cooperative'), ('financement', 'raising money'), ('projets', 'running projects'), ('partenariats_acteurs', 'making partnerships (economic actors)')], max_length=24, verbose_name='on what')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('retired', models.BooleanField(default=False, verbose_name='no longer offered')),
                ('search_key', foundation.records.search.SearchKeyField(sources=('title', 'summary'))),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='file')),
                ('sectors', models.ManyToManyField(blank=True, related_name='methods', to='communes.sector', verbose_name='sectors')),
            ],
            options={
                'verbose_name': 'method sheet',
                'verbose_name_plural': 'method sheets',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='SheetCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('copied_on', models.DateField(verbose_name='copied on')),
                ('action', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='copied_from', to='actionplans.action', verbose_name='action')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='copies', to='consult_learning.experiencesheet', verbose_name='sheet')),
            ],
            options={
                'verbose_name': 'action taken from a sheet',
                'verbose_name_plural': 'actions taken from sheets',
                'ordering': ['-copied_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='SheetPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', models.CharField(max_length=200, verbose_name='what it shows')),
                ('taken_on', models.DateField(blank=True, null=True, verbose_name='taken on')),
                ('author', models.CharField(blank=True, max_length=120, verbose_name='photo by')),
                ('consent', models.BooleanField(default=False, verbose_name='the people shown agreed')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='file')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='consult_learning.experiencesheet', verbose_name='sheet')),
            ],
            options={
                'verbose_name': 'photo of a sheet',
                'verbose_name_plural': 'photos of sheets',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SheetVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('data', models.TextField(editable=False)),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('kept_at', models.DateTimeField(auto_now_add=True, verbose_name='kept on')),
                ('kept_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='consult_learning.experiencesheet', verbose_name='sheet')),
            ],
            options={
                'verbose_name': 'version of a sheet',
                'verbose_name_plural': 'versions of sheets',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='Training',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('women', models.PositiveIntegerField(blank=True, null=True, verbose_name='women')),
                ('men', models.PositiveIntegerField(blank=True, null=True, verbose_name='men')),
                ('young', models.PositiveIntegerField(blank=True, null=True, verbose_name='of which 35 years or younger')),
                ('displaced', models.PositiveIntegerField(blank=True, null=True, verbose_name='of which displaced')),
                ('audience', models.CharField(choices=[('commune', 'the municipality'), ('acteurs', 'the economic actors')], max_length=10, verbose_name='for whom')),
                ('topic', models.CharField(choices=[('developpement_local', 'running local development'), ('ressources', "raising the commune's resources"), ('partenariats_commune', 'making partnerships (municipality)'), ('formalisation', 'formalising a group or cooperative'), ('financement', 'raising money'), ('projets', 'running projects'), ('partenariats_acteurs', 'making partnerships (economic actors)')], max_length=24, verbose_name='on what')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('held_on', models.DateField(verbose_name='first day')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='number of days')),
                ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                ('cost', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='cost (FCFA)')),
                ('indicators', models.JSONField(blank=True, default=list, verbose_name='indicators concerned')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='what remains of it')),
                ('actions', models.ManyToManyField(blank=True, related_name='trainings', to='actionplans.action', verbose_name='actions served')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trainings', to='communes.commune', verbose_name='commune')),
                ('needs', models.ManyToManyField(blank=True, related_name='trainings', to='frameworks.need', verbose_name='needs answered')),
                ('paid_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trainings_paid', to='communes.organisation', verbose_name='paid by')),
                ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='trainings_given', to='communes.organisation', verbose_name='given by')),
            ],
            options={
                'verbose_name': 'training',
                'verbose_name_plural': 'trainings',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='WocatDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, unique=True, verbose_name='code')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('started_on', models.DateField(verbose_name='started on')),
                ('framework', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='wocat_draft', to='frameworks.framework', verbose_name='framework')),
            ],
            options={
                'verbose_name': 'WOCAT approach draft',
                'verbose_name_plural': 'WOCAT approach drafts',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='WocatAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('keyword', models.CharField(max_length=60, verbose_name='keyword')),
                ('value', models.JSONField(null=True, verbose_name='answer')),
                ('given_at', models.DateTimeField(auto_now_add=True, verbose_name='given on')),
                ('given_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='consult_learning.wocatdraft', verbose_name='draft')),
            ],
            options={
                'verbose_name': 'answer of a WOCAT draft',
                'verbose_name_plural': 'answers of WOCAT drafts',
                'ordering': ['keyword', 'pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='campaign',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('opened_on'))), name='campaign_due_after_opening', violation_error_message='The answers are due before the collection opens.'),
        ),
        migrations.AddConstraint(
            model_name='experiencesheet',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_on__isnull', False), ('state', 'publiee')), models.Q(models.Q(('state', 'publiee'), _negated=True), ('published_on', None)), _connector='OR'), name='sheet_published_iff_dated', violation_error_message='A published sheet carries the day of publication.'),
        ),
        migrations.AddConstraint(
            model_name='exchangevisit',
            constraint=models.CheckConstraint(condition=models.Q(('other', models.F('commune')), _negated=True), name='exchange_is_between_two', violation_error_message='Choose another commune than your own.'),
        ),
        migrations.AddConstraint(
            model_name='adoption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('by_commune__isnull', False), ('by_other', '')), models.Q(('by_commune', None), models.Q(('by_other', ''), _negated=True)), _connector='OR'), name='adoption_says_by_whom', violation_error_message='Choose the commune, or write the name: one of the two.'),
        ),
        migrations.AddConstraint(
            model_name='sheetphoto',
            constraint=models.UniqueConstraint(fields=('sheet', 'file'), name='sheet_photo_once'),
        ),
        migrations.AddConstraint(
            model_name='sheetversion',
            constraint=models.UniqueConstraint(fields=('sheet', 'number'), name='sheet_version_number_once'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('audience', 'commune'), ('topic__in', ('developpement_local', 'ressources', 'partenariats_commune'))), models.Q(('audience', 'acteurs'), ('topic__in', ('formalisation', 'financement', 'projets', 'partenariats_acteurs'))), _connector='OR'), name='training_topic_fits_audience', violation_error_message='This topic is not for this audience: choose another.'),
        ),
        migrations.AddConstraint(
            model_name='training',
            constraint=models.CheckConstraint(condition=models.Q(('young', None), ('young__lte', django.db.models.expressions.CombinedExpression(models.F('women'), '+', models.F('men'))), _connector='OR'), name='training_young_within_total', violation_error_message='There cannot be more young people than people.'),
        ),
        migrations.AddIndex(
            model_name='wocatanswer',
            index=models.Index(fields=['draft', 'keyword'], name='wocat_answer_by_keyword'),
        ),
        append_only("consult_learning_sheetversion"),
        append_only("consult_learning_wocatanswer"),
    ]
