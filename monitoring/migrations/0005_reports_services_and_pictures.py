import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from foundation.records.triggers import append_only


class Migration(migrations.Migration):

    dependencies = [
        ('actionplans', '0005_shape_money_and_pdesc'),
        ('communes', '0003_merge'),
        ('files', '0001_initial'),
        ('frameworks', '0005_taxes_and_trust'),
        ('monitoring', '0004_allow_obstacles_passed_by_a_file'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CycleSnapshot',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('taken_at', models.DateTimeField(auto_now_add=True, verbose_name='taken on')),
                ('data', models.TextField(editable=False)),
                ('sha256', models.CharField(editable=False, max_length=64, verbose_name='SHA-256')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='snapshots', to='frameworks.cycle', verbose_name='cycle')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='taken by')),
            ],
            options={
                'verbose_name': 'picture of a closed cycle',
                'verbose_name_plural': 'pictures of closed cycles',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mi_parcours', 'mid-term report'), ('fin_cycle', 'end report'), ('carence', 'note of default')], max_length=12, verbose_name='kind')),
                ('state', models.CharField(choices=[('brouillon', 'draft'), ('valide', 'validated')], default='brouillon', max_length=10, verbose_name='state')),
                ('from_on', models.DateField(blank=True, null=True, verbose_name='period from')),
                ('to_on', models.DateField(blank=True, null=True, verbose_name='period until')),
                ('written_on', models.DateField(verbose_name='written on')),
                ('team', models.TextField(blank=True, verbose_name='team')),
                ('summary', models.TextField(blank=True, verbose_name='appreciation')),
                ('difficulties', models.TextField(blank=True, verbose_name='difficulties')),
                ('recommendations', models.TextField(blank=True, verbose_name='recommendations')),
                ('reason', models.TextField(blank=True, verbose_name='why there is no report')),
                ('signed_by', models.CharField(blank=True, max_length=200, verbose_name='signed by')),
                ('validated_on', models.DateField(blank=True, null=True, verbose_name='validated by the committee on')),
                ('received_on', models.DateField(blank=True, null=True, verbose_name='received at the town hall on')),
                ('received_by', models.CharField(blank=True, max_length=200, verbose_name='received by')),
                ('html', models.TextField(blank=True, editable=False)),
                ('sha256', models.CharField(blank=True, editable=False, max_length=64)),
                ('external_id', models.CharField(blank=True, db_index=True, editable=False, max_length=40)),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='frameworks.cycle', verbose_name='cycle')),
                ('new_needs', models.ManyToManyField(blank=True, related_name='reported_in', to='frameworks.need', verbose_name='new needs')),
                ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('to_meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_heard', to='frameworks.meeting', verbose_name='to be taken to the meeting')),
                ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports_written', to='communes.person', verbose_name='rapporteur')),
            ],
            options={
                'verbose_name': 'monitoring report',
                'verbose_name_plural': 'monitoring reports',
                'ordering': ['-written_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReportLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('situation', models.CharField(choices=[('prevue', 'Not started'), ('en_cours', 'In progress'), ('bloquee', 'Blocked'), ('realisee', 'Done'), ('partielle', 'Partly done'), ('reportee', 'Carried over'), ('abandonnee', 'Dropped')], max_length=12, verbose_name='situation')),
                ('progress', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='progress (%)')),
                ('achieved', models.CharField(blank=True, max_length=300, verbose_name='what was done')),
                ('gap', models.CharField(blank=True, max_length=300, verbose_name='gap and cause')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report_lines', to='actionplans.action', verbose_name='action')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='monitoring.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'line of a report',
                'verbose_name_plural': 'lines of a report',
                'ordering': ['report', 'action__number'],
            },
        ),
        migrations.CreateModel(
            name='ReportVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visited_on', models.DateField(verbose_name='visited on')),
                ('place', models.CharField(max_length=120, verbose_name='place')),
                ('team', models.CharField(blank=True, max_length=200, verbose_name='who went')),
                ('seen', models.CharField(blank=True, max_length=400, verbose_name='what was seen')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='monitoring.report', verbose_name='report')),
            ],
            options={
                'verbose_name': 'field visit',
                'verbose_name_plural': 'field visits',
                'ordering': ['visited_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ServiceSupport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('avis', 'opinion'), ('appui', 'support')], max_length=8, verbose_name='what')),
                ('given_on', models.DateField(verbose_name='given on')),
                ('verdict', models.CharField(blank=True, choices=[('favorable', 'favourable'), ('reserve', 'favourable with reservations'), ('defavorable', 'unfavourable')], max_length=12, verbose_name='opinion')),
                ('text', models.CharField(max_length=600, verbose_name='in words')),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='actionplans.action', verbose_name='action')),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='frameworks.framework', verbose_name='framework')),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supports', to='frameworks.need', verbose_name='need')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='supports_received', to='communes.organisation', verbose_name='organisation supported')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supports_given', to='communes.organisation', verbose_name='technical service')),
            ],
            options={
                'verbose_name': 'opinion or support of a service',
                'verbose_name_plural': 'opinions and support of services',
                'ordering': ['-given_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='StatementPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', models.CharField(blank=True, max_length=200, verbose_name='what it shows')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='file')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='monitoring.statement', verbose_name='statement')),
            ],
            options={
                'verbose_name': 'photo',
                'verbose_name_plural': 'photos',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ProductionMeasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('season', models.CharField(max_length=40, verbose_name='season')),
                ('measured_on', models.DateField(verbose_name='measured on')),
                ('unit', models.CharField(max_length=40, verbose_name='local unit')),
                ('quantity', models.DecimalField(decimal_places=2, max_digits=14, verbose_name='quantity produced')),
                ('sold', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='quantity sold')),
                ('lost', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='quantity lost')),
                ('price', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='price of one unit (FCFA)')),
                ('measured_by', models.CharField(blank=True, max_length=120, verbose_name='measured by')),
                ('baseline', models.BooleanField(default=False, verbose_name='before the framework')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='production', to='communes.organisation', verbose_name='organisation')),
                ('sector', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communes.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'production of a season',
                'verbose_name_plural': 'productions of a season',
                'ordering': ['-measured_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'sector', 'season'), name='production_once_per_season', violation_error_message='This season was already noted for this organisation.')],
            },
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('to_on', None), ('from_on', None), ('to_on__gte', models.F('from_on')), _connector='OR'), name='report_period_ordered', violation_error_message='The end comes before the beginning.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'brouillon'), ('validated_on', None)), models.Q(('state', 'valide'), ('validated_on__isnull', False)), _connector='OR'), name='report_validated_iff_dated', violation_error_message='A validated report carries the day.'),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'carence'), ('state', 'valide'), _negated=True), models.Q(models.Q(('reason', ''), _negated=True), models.Q(('signed_by', ''), _negated=True)), _connector='OR'), name='default_says_why_and_who', violation_error_message='Say why there is no report and who signed the note.'),
        ),
        migrations.AddConstraint(
            model_name='reportline',
            constraint=models.UniqueConstraint(fields=('report', 'action'), name='report_action_once'),
        ),
        migrations.AddConstraint(
            model_name='reportline',
            constraint=models.CheckConstraint(condition=models.Q(('progress', None), ('progress__lte', 100), _connector='OR'), name='report_progress_is_percent', violation_error_message='Progress is between 0 and 100.'),
        ),
        migrations.AddConstraint(
            model_name='servicesupport',
            constraint=models.CheckConstraint(condition=models.Q(('kind', 'avis'), ('verdict', ''), _connector='OR'), name='support_carries_no_verdict', violation_error_message='Only an opinion is favourable or not.'),
        ),
        migrations.AddConstraint(
            model_name='statementphoto',
            constraint=models.UniqueConstraint(fields=('statement', 'file'), name='statement_photo_once'),
        ),
        append_only("monitoring_cyclesnapshot"),
    ]
