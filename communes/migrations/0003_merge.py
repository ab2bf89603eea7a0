import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communes', '0002_local_calendar'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='organisation',
            name='organisation_once_per_commune',
        ),
        migrations.AddField(
            model_name='organisation',
            name='merged_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged by'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='communes.organisation', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='organisation',
            name='merged_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='merged on'),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='merged by'),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_from', to='communes.person', verbose_name='merged into'),
        ),
        migrations.AddField(
            model_name='person',
            name='merged_on',
            field=models.DateField(blank=True, editable=False, null=True, verbose_name='merged on'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(condition=models.Q(('merged_into', None)), fields=('commune', 'name'), name='organisation_once_per_commune', violation_error_message='This organisation is already in the list.'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into', None), ('merged_on', None)), models.Q(('merged_into__isnull', False), ('merged_on__isnull', False), models.Q(('merged_into', models.F('pk')), _negated=True)), _connector='OR'), name='organisation_merged_is_dated', violation_error_message='A merged record carries the day it was merged.'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into', None), ('merged_on', None)), models.Q(('merged_into__isnull', False), ('merged_on__isnull', False), models.Q(('merged_into', models.F('pk')), _negated=True)), _connector='OR'), name='person_merged_is_dated', violation_error_message='A merged record carries the day it was merged.'),
        ),
    ]
