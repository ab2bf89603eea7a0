import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('actionplans', '0001_initial'),
        ('communes', '0001_initial'),
        ('frameworks', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Committee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('set_up_on', models.DateField(verbose_name='set up on')),
                ('framework', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='committee', to='frameworks.framework', verbose_name='framework')),
                ('set_up_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='committees', to='frameworks.meeting', verbose_name='set up at the meeting')),
            ],
            options={
                'verbose_name': 'monitoring committee',
                'verbose_name_plural': 'monitoring committees',
            },
        ),
        migrations.CreateModel(
            name='CommitteeMandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveSmallIntegerField(verbose_name='version')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='until')),
                ('tasks', models.TextField(help_text='One task per line.', verbose_name='tasks')),
                ('report_rhythm', models.CharField(blank=True, max_length=120, verbose_name='how often it reports')),
                ('change_reason', models.CharField(blank=True, max_length=300, verbose_name='what changed and why')),
                ('renewed_unchanged', models.BooleanField(default=False, verbose_name='renewed unchanged')),
                ('agreed_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='frameworks.meeting', verbose_name='agreed at the meeting')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='monitoring.committee', verbose_name='committee')),
                ('cycle', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='frameworks.cycle', verbose_name='cycle')),
            ],
            options={
                'verbose_name': "committee's mandate",
                'verbose_name_plural': "committee's mandates",
                'ordering': ['committee', '-version'],
                'constraints': [models.UniqueConstraint(fields=('committee', 'version'), name='mandate_version_once'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='mandate_dates_ordered', violation_error_message='The end comes before the beginning.')],
            },
        ),
        migrations.CreateModel(
            name='CommitteeMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('presidente', 'chair'), ('vice_presidente', 'vice-chair'), ('secretaire', 'secretary'), ('membre', 'member')], default='membre', max_length=16, verbose_name='role')),
                ('college', models.CharField(blank=True, choices=[('commune', 'commune'), ('secteur_prive', 'private sector'), ('services_techniques', 'technical services'), ('ptf', 'technical and financial partners'), ('ong', 'NGOs'), ('autre', 'other')], max_length=20, verbose_name='college')),
                ('designation', models.CharField(blank=True, choices=[('election', 'election'), ('acclamation', 'acclamation'), ('droit', 'by right')], max_length=12, verbose_name='designated by')),
                ('since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
                ('committee', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='members', to='monitoring.committee', verbose_name='committee')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='committee_seats', to='communes.person', verbose_name='person')),
            ],
            options={
                'verbose_name': 'member of the committee',
                'verbose_name_plural': 'members of the committee',
                'ordering': ['role', 'person__last_name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('committee', 'person'), name='committee_member_once', violation_error_message='This person is already in the committee.')],
            },
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('voice', models.CharField(choices=[('responsable', 'the responsible party'), ('comite', 'the monitoring committee'), ('conseiller', 'the adviser, on the spot')], max_length=12, verbose_name='who says so')),
                ('situation', models.CharField(choices=[('prevue', 'Not started'), ('en_cours', 'In progress'), ('bloquee', 'Blocked'), ('realisee', 'Done'), ('partielle', 'Partly done'), ('reportee', 'Carried over'), ('abandonnee', 'Dropped')], max_length=12, verbose_name='situation')),
                ('progress', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='progress (%)')),
                ('said_on', models.DateField(verbose_name='said on')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='done on')),
                ('note', models.CharField(blank=True, max_length=400, verbose_name='in one sentence')),
                ('by_phone_from', models.CharField(blank=True, max_length=120, verbose_name='received by telephone from')),
                ('after_closing', models.BooleanField(default=False, verbose_name='after closing')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded at')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='actionplans.action', verbose_name='action')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communes.organisation', verbose_name='on behalf of')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'statement',
                'verbose_name_plural': 'statements',
                'ordering': ['-said_on', '-pk'],
                'indexes': [models.Index(fields=['action', '-said_on'], name='statement_latest')],
                'constraints': [models.CheckConstraint(condition=models.Q(('progress', None), ('progress__lte', 100), _connector='OR'), name='statement_progress_is_percent', violation_error_message='Progress is between 0 and 100.'), models.CheckConstraint(condition=models.Q(models.Q(('situation', 'abandonnee'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='statement_dropped_says_why', violation_error_message='Say in one sentence why the action is dropped.'), models.CheckConstraint(condition=models.Q(('done_on', None), ('situation__in', ('realisee', 'partielle')), _connector='OR'), name='statement_done_iff_dated', violation_error_message='Only a done action carries the day it was done.')],
            },
        ),
    ]
