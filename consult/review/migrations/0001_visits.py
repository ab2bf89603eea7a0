import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communes', '0004_thresholds'),
        ('monitoring', '0007_published_answer'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('visite', 'visit'), ('appel', 'telephone call')], default='visite', max_length=8, verbose_name='kind')),
                ('made_on', models.DateField(verbose_name='made on')),
                ('people_met', models.CharField(blank=True, max_length=300, verbose_name='people met or called')),
                ('private_note', models.TextField(blank=True, verbose_name='private note')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='next visit planned on')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded at')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='communes.commune', verbose_name='commune')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='made by')),
                ('statements', models.ManyToManyField(blank=True, related_name='visits', to='monitoring.statement', verbose_name='verified on the spot')),
            ],
            options={
                'verbose_name': 'visit or call',
                'verbose_name_plural': 'visits and calls',
                'ordering': ['-made_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ProgrammeCommitment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wording', models.CharField(max_length=300, verbose_name='what is promised')),
                ('made_on', models.DateField(verbose_name='promised on')),
                ('due_on', models.DateField(verbose_name='by')),
                ('state', models.CharField(choices=[('ouvert', 'open'), ('tenu', 'kept'), ('abandonne', 'dropped')], default='ouvert', max_length=10, verbose_name='state')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='kept or dropped on')),
                ('settled_note', models.CharField(blank=True, max_length=300, verbose_name='what became of it')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programme_commitments', to='communes.commune', verbose_name='commune')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='promised by')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communes.organisation', verbose_name='programme')),
                ('visit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='commitments', to='consult_review.visit', verbose_name='made at the visit')),
            ],
            options={
                'verbose_name': 'commitment of the programme',
                'verbose_name_plural': 'commitments of the programme',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['commune', '-made_on'], name='visit_latest'),
        ),
        migrations.AddConstraint(
            model_name='programmecommitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('state', 'ouvert')), models.Q(models.Q(('state', 'ouvert'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='commitment_settled_iff_dated', violation_error_message='Say on which day it was kept or dropped.'),
        ),
        migrations.AddConstraint(
            model_name='programmecommitment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'abandonne'), _negated=True), models.Q(('settled_note', ''), _negated=True), _connector='OR'), name='commitment_dropped_says_why', violation_error_message='Say why it was dropped.'),
        ),
    ]
