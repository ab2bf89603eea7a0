import django.db.models.deletion
from django.db import migrations, models

from actionplans.triggers import guard_sealed_plans, unguard_sealed_plans


class Migration(migrations.Migration):

    dependencies = [
        ('actionplans', '0004_guard_sealed_plans'),
        ('communes', '0003_merge'),
        ('frameworks', '0005_taxes_and_trust'),
    ]

    operations = [
        unguard_sealed_plans,
        migrations.AddField(
            model_name='action',
            name='carry_choice',
            field=models.CharField(blank=True, choices=[('autre_portee', 'change what is to be done'), ('autre_responsable', 'change who answers for it'), ('conseil', 'take it to the council'), ('conseiller', 'ask the adviser of the programme')], max_length=20, verbose_name='what is decided at the third time'),
        ),
        migrations.AddField(
            model_name='action',
            name='contract_kind',
            field=models.CharField(blank=True, choices=[('affermage', 'lease of a service (affermage)'), ('concession', 'concession'), ('gerance', 'management contract'), ('bail', 'lease of land or of a building'), ('convention', 'agreement between the commune and an organisation'), ('autre', 'other contract')], max_length=12, verbose_name='public–private contract'),
        ),
        migrations.AddField(
            model_name='action',
            name='contract_note',
            field=models.CharField(blank=True, max_length=200, verbose_name='with whom, for how long'),
        ),
        migrations.AddField(
            model_name='action',
            name='jobs_created',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='jobs created'),
        ),
        migrations.AddField(
            model_name='action',
            name='jobs_created_women',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='of which women'),
        ),
        migrations.AddField(
            model_name='action',
            name='jobs_created_young',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='of which young'),
        ),
        migrations.AddField(
            model_name='action',
            name='jobs_expected',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='jobs expected'),
        ),
        migrations.AddField(
            model_name='action',
            name='jobs_expected_women',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='of which women'),
        ),
        migrations.AddField(
            model_name='action',
            name='jobs_expected_young',
            field=models.PositiveIntegerField(blank=True, null=True, verbose_name='of which young'),
        ),
        migrations.AddField(
            model_name='action',
            name='measure_areas',
            field=models.JSONField(blank=True, default=list, verbose_name='measure areas'),
        ),
        migrations.AddField(
            model_name='action',
            name='replaces',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_as', to='actionplans.action', verbose_name='replaces the action'),
        ),
        migrations.AddField(
            model_name='action',
            name='to_enter',
            field=models.BooleanField(default=False, verbose_name='to be entered in the PDESC'),
        ),
        migrations.AddField(
            model_name='action',
            name='water_site',
            field=models.CharField(blank=True, max_length=120, verbose_name='water point or place'),
        ),
        migrations.AddField(
            model_name='action',
            name='water_use',
            field=models.CharField(blank=True, choices=[('eau_potable', 'drinking water'), ('irrigation', 'irrigation'), ('abreuvement', 'watering livestock'), ('peche', 'fishing, fish farming'), ('autre', 'other use')], max_length=12, verbose_name='use of water'),
        ),
        migrations.AddField(
            model_name='pdescline',
            name='entered_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pdesc_lines_entered', to='frameworks.deliberation', verbose_name='entered by the deliberation'),
        ),
        migrations.AddField(
            model_name='pdescline',
            name='needs',
            field=models.ManyToManyField(blank=True, related_name='pdesc_lines', to='frameworks.need', verbose_name='needs answered'),
        ),
        migrations.AddField(
            model_name='pdescline',
            name='quantity',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='quantity'),
        ),
        migrations.AddField(
            model_name='pdescline',
            name='sector',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pdesc_lines', to='communes.sector', verbose_name='sector'),
        ),
        migrations.AddField(
            model_name='pdescline',
            name='unit',
            field=models.CharField(blank=True, max_length=40, verbose_name='unit'),
        ),
        migrations.AddField(
            model_name='pdescline',
            name='unit_cost',
            field=models.PositiveBigIntegerField(blank=True, null=True, verbose_name='cost of one unit (FCFA)'),
        ),
        migrations.AddField(
            model_name='pdescline',
            name='villages',
            field=models.CharField(blank=True, max_length=300, verbose_name='villages'),
        ),
        migrations.CreateModel(
            name='Incentive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('acces_foncier', 'access to land'), ('mise_en_relation', 'linking actors'), ('intermediation', 'go-between in a negotiation'), ('formation', 'training of cooperatives')], max_length=20, verbose_name='what')),
                ('given_on', models.DateField(verbose_name='given on')),
                ('description', models.CharField(max_length=400, verbose_name='in one sentence')),
                ('plot', models.CharField(blank=True, max_length=120, verbose_name='plot')),
                ('act_reference', models.CharField(blank=True, max_length=120, verbose_name='act or agreement')),
                ('value', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='value (FCFA)')),
                ('outcome', models.CharField(blank=True, max_length=400, verbose_name='what came of it')),
                ('outcome_on', models.DateField(blank=True, null=True, verbose_name='known on')),
                ('action', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incentives', to='actionplans.action', verbose_name='action')),
                ('beneficiary', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incentives', to='communes.organisation', verbose_name='for whom')),
                ('framework', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incentives', to='frameworks.framework', verbose_name='framework')),
            ],
            options={
                'verbose_name': 'incentive',
                'verbose_name_plural': 'incentives',
                'ordering': ['-given_on', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('outcome_on', None)), models.Q(models.Q(('outcome', ''), _negated=True), ('outcome_on__isnull', False)), _connector='OR'), name='incentive_outcome_iff_dated', violation_error_message='Give what came of it and the day it was known.')],
            },
        ),
        migrations.CreateModel(
            name='PdescAmount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='year')),
                ('source', models.CharField(blank=True, max_length=120, verbose_name='source')),
                ('amount', models.PositiveBigIntegerField(verbose_name='amount (FCFA)')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='amounts', to='actionplans.pdescline', verbose_name='line')),
            ],
            options={
                'verbose_name': 'amount of a line of the PDESC',
                'verbose_name_plural': 'amounts of lines of the PDESC',
                'ordering': ['line', 'year', 'source'],
                'constraints': [models.UniqueConstraint(fields=('line', 'year', 'source'), name='pdesc_amount_once', violation_error_message='This year and source already have an amount.')],
            },
        ),
        migrations.CreateModel(
            name='ValuationRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('especes', 'in cash'), ('nature', 'in kind'), ('main_oeuvre', 'labour'), ('service', 'service')], max_length=12, verbose_name='how')),
                ('unit', models.CharField(max_length=40, verbose_name='unit')),
                ('rate', models.PositiveBigIntegerField(verbose_name='worth of one unit (FCFA)')),
                ('valid_from', models.DateField(verbose_name='from')),
                ('valid_to', models.DateField(blank=True, null=True, verbose_name='until')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='agreed where')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='valuations', to='communes.commune', verbose_name='commune')),
            ],
            options={
                'verbose_name': 'valuation rule',
                'verbose_name_plural': 'valuation rules',
                'ordering': ['kind', 'unit', '-valid_from'],
                'constraints': [models.UniqueConstraint(fields=('commune', 'kind', 'unit', 'valid_from'), name='valuation_once_per_day', violation_error_message='This unit already has a value from that day on.'), models.CheckConstraint(condition=models.Q(('valid_to', None), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='valuation_dates_ordered', violation_error_message='The end comes before the beginning.'), models.CheckConstraint(condition=models.Q(('kind', 'especes'), _negated=True), name='valuation_is_not_cash', violation_error_message='Money needs no rule: a franc is worth a franc.')],
            },
        ),
        guard_sealed_plans,
    ]
