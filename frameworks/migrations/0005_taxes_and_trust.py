import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communes', '0003_merge'),
        ('frameworks', '0004_deliberation_text'),
    ]

    operations = [
        migrations.CreateModel(
            name='TrustSurvey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(verbose_name='asked on')),
                ('respondents_commune', models.PositiveSmallIntegerField(default=0, verbose_name='people of the commune who answered')),
                ('respondents_op', models.PositiveSmallIntegerField(default=0, verbose_name='people of the organisations who answered')),
                ('cycle', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='trust_surveys', to='frameworks.cycle', verbose_name='cycle')),
            ],
            options={
                'verbose_name': 'trust survey',
                'verbose_name_plural': 'trust surveys',
                'ordering': ['cycle', 'asked_on'],
            },
        ),
        migrations.CreateModel(
            name='TrustScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('commune', 'the commune'), ('op', 'the organisations')], max_length=8, verbose_name='side')),
                ('item', models.CharField(choices=[('dialogue_frequency', 'Do you talk with the other side often enough?'), ('respect_of_commitments', 'Does the other side keep its promises?'), ('understanding_of_other_side', 'Does the other side understand you?'), ('transparency_on_taxes', 'Is it clear what becomes of the taxes?'), ('willingness_to_co_finance', 'Are you ready to pay a part?')], max_length=32, verbose_name='question')),
                ('mean', models.DecimalField(decimal_places=2, max_digits=3, verbose_name='mean')),
                ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='frameworks.trustsurvey', verbose_name='survey')),
            ],
            options={
                'verbose_name': 'score',
                'verbose_name_plural': 'scores',
                'ordering': ['survey', 'item', 'side'],
            },
        ),
        migrations.CreateModel(
            name='NewRevenueStream',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('title', models.CharField(max_length=200, verbose_name='revenue')),
                ('collected', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='collected (FCFA)')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revenue_streams', to='communes.commune', verbose_name='commune')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='revenue_streams', to='frameworks.deliberation', verbose_name='decided by')),
            ],
            options={
                'verbose_name': 'new revenue',
                'verbose_name_plural': 'new revenues',
                'ordering': ['-year', 'title'],
                'constraints': [models.UniqueConstraint(fields=('commune', 'year', 'title'), name='revenue_once_per_year', violation_error_message='This revenue is already noted for this year.')],
            },
        ),
        migrations.CreateModel(
            name='TaxRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('kind', models.CharField(choices=[('tdrl', 'regional and local development tax (TDRL)'), ('patente', 'business licence'), ('droits_de_marche', 'market fees'), ('impot_synthetique', 'tax of small traders (impôt synthétique)'), ('taxe_betail', 'cattle tax'), ('autre', 'other tax')], max_length=20, verbose_name='tax')),
                ('forecast', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='forecast (FCFA)')),
                ('collected', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='collected (FCFA)')),
                ('members_liable', models.PositiveIntegerField(blank=True, null=True, verbose_name='members of the organisations who owe it')),
                ('members_paid', models.PositiveIntegerField(blank=True, null=True, verbose_name='of whom up to date')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='where the figures come from')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='taxes', to='communes.commune', verbose_name='commune')),
            ],
            options={
                'verbose_name': 'tax record',
                'verbose_name_plural': 'tax records',
                'ordering': ['-year', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('commune', 'year', 'kind'), name='tax_once_per_year', violation_error_message='This tax is already noted for this year.'), models.CheckConstraint(condition=models.Q(('members_paid', None), ('members_liable', None), ('members_paid__lte', models.F('members_liable')), _connector='OR'), name='tax_members_paid_are_liable', violation_error_message='More members are up to date than owe the tax.')],
            },
        ),
        migrations.AddConstraint(
            model_name='trustsurvey',
            constraint=models.UniqueConstraint(fields=('cycle', 'asked_on'), name='trust_survey_once_per_day', violation_error_message='A survey of this day is already noted.'),
        ),
        migrations.AddConstraint(
            model_name='trustscore',
            constraint=models.UniqueConstraint(fields=('survey', 'side', 'item'), name='trust_score_once'),
        ),
        migrations.AddConstraint(
            model_name='trustscore',
            constraint=models.CheckConstraint(condition=models.Q(('mean__gte', 1), ('mean__lte', 4)), name='trust_score_from_1_to_4', violation_error_message='A mean lies between 1 and 4.'),
        ),
    ]
