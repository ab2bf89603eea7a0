import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communes', '0004_thresholds'),
        ('frameworks', '0006_obstacle_ladder'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConflictNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tension', models.TextField(verbose_name='tension')),
                ('mitigation', models.TextField(blank=True, verbose_name='what eases it')),
                ('noted_on', models.DateField(verbose_name='noted on')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conflict_notes', to='frameworks.meeting', verbose_name='meeting')),
                ('noted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noted by')),
            ],
            options={
                'verbose_name': 'note in confidence on a meeting',
                'verbose_name_plural': 'notes in confidence on meetings',
                'ordering': ['-noted_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('measure_areas', models.JSONField(blank=True, default=list, verbose_name='measure areas')),
                ('duration', models.CharField(blank=True, choices=[('permanent', 'permanent'), ('semi_permanent', 'semi-permanent'), ('short_term', 'short term')], max_length=16, verbose_name='duration')),
                ('form', models.CharField(blank=True, choices=[('taskforce_coalition', 'coalition for a task: only what partners bring'), ('coordination_body', 'coordination body'), ('own_organisation', 'organisation of its own, with staff and income'), ('other', 'other form')], max_length=24, verbose_name='form')),
                ('donor_roles', models.JSONField(blank=True, default=list, verbose_name='role of donors')),
                ('scale', models.CharField(blank=True, choices=[('local', 'local'), ('cercle', 'cercle'), ('region', 'region'), ('national', 'national')], max_length=10, verbose_name='scale')),
                ('cross_cutting', models.JSONField(blank=True, default=list, verbose_name='wider causes')),
                ('framework', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='partnership', to='frameworks.framework', verbose_name='framework')),
            ],
            options={
                'verbose_name': 'type of partnership',
                'verbose_name_plural': 'types of partnership',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PartnerShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('resources', models.JSONField(blank=True, default=list, verbose_name='what it brings')),
                ('complementarity', models.CharField(blank=True, max_length=300, verbose_name='what it adds')),
                ('interest', models.CharField(blank=True, max_length=300, verbose_name='its interest')),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_shares', to='frameworks.framework', verbose_name='framework')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='partner_shares', to='communes.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'share of a partner',
                'verbose_name_plural': 'shares of partners',
                'ordering': ['organisation__name'],
                'constraints': [models.UniqueConstraint(fields=('framework', 'organisation'), name='partner_share_once')],
            },
        ),
    ]
