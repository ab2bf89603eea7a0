import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LocalDate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('marche', 'market day'), ('session_conseil', 'council session'), ('ramadan', 'Ramadan'), ('tabaski', 'Tabaski'), ('fete', 'other feast'), ('hivernage', 'rainy season'), ('autre', 'other')], max_length=16, verbose_name='what it is')),
                ('label', models.CharField(blank=True, help_text='As people call it.', max_length=80, verbose_name='name')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], null=True, verbose_name='day of the week')),
                ('first_day', models.DateField(blank=True, null=True, verbose_name='first day')),
                ('last_day', models.DateField(blank=True, null=True, verbose_name='last day')),
                ('first_month', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='from the month of')),
                ('last_month', models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(12)], verbose_name='to the month of')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='local_dates', to='communes.commune', verbose_name='commune')),
            ],
            options={
                'verbose_name': 'line of the local calendar',
                'verbose_name_plural': 'local calendar',
                'ordering': ['first_day', 'weekday', 'first_month', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'marche'), ('first_day', None), ('first_month', None), ('last_day', None), ('last_month', None), ('weekday__isnull', False)), models.Q(('kind', 'hivernage'), ('first_day', None), ('first_month__isnull', False), ('last_day', None), ('last_month__isnull', False), ('weekday', None)), models.Q(('kind__in', ('session_conseil', 'ramadan', 'tabaski', 'fete')), ('first_day__isnull', False), ('first_month', None), ('last_day__isnull', False), ('last_month', None), ('weekday', None)), models.Q(('kind', 'autre'), models.Q(models.Q(('first_day', None), ('first_month', None), ('last_day', None), ('last_month', None), ('weekday__isnull', False)), models.Q(('first_day__isnull', False), ('first_month', None), ('last_day__isnull', False), ('last_month', None), ('weekday', None)), models.Q(('first_day', None), ('first_month__isnull', False), ('last_day', None), ('last_month__isnull', False), ('weekday', None)), _connector='OR')), _connector='OR'), name='local_date_as_its_kind', violation_error_message='Give a market day its day of the week, a rainy season its months, anything else its first and last day.'), models.CheckConstraint(condition=models.Q(('last_day', None), ('last_day__gte', models.F('first_day')), _connector='OR'), name='local_date_days_ordered', violation_error_message='The end comes before the beginning.'), models.CheckConstraint(condition=models.Q(('kind__in', ('fete', 'autre')), ('label', ''), _negated=True), name='local_date_other_is_named', violation_error_message='Write what it is called.'), models.CheckConstraint(condition=models.Q(models.Q(('weekday', None), ('weekday__lte', 6), _connector='OR'), models.Q(('first_month', None), ('first_month__range', (1, 12)), _connector='OR'), models.Q(('last_month', None), ('last_month__range', (1, 12)), _connector='OR')), name='local_date_months_and_weekdays_exist', violation_error_message='This day or month does not exist.'), models.UniqueConstraint(condition=models.Q(('weekday__isnull', False)), fields=('commune', 'kind', 'label', 'weekday'), name='local_date_weekday_once', violation_error_message='This is already in the calendar.'), models.UniqueConstraint(condition=models.Q(('first_day__isnull', False)), fields=('commune', 'kind', 'label', 'first_day'), name='local_date_first_day_once', violation_error_message='This is already in the calendar.'), models.UniqueConstraint(condition=models.Q(('first_month__isnull', False)), fields=('commune', 'kind', 'label', 'first_month'), name='local_date_months_once', violation_error_message='This is already in the calendar.')],
            },
        ),
    ]
