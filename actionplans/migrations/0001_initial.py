import django.db.models.deletion
import foundation.records.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('communes', '0001_initial'),
        ('frameworks', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ActionPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('brouillon', 'draft'), ('valide', 'agreed by the framework'), ('en_execution', 'running'), ('cloture', 'closed')], default='brouillon', max_length=14, verbose_name='state')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('length_reason', models.CharField(blank=True, max_length=300, verbose_name='why the plan does not last three months')),
                ('agreed_on', models.DateField(blank=True, null=True, verbose_name='agreed on')),
                ('agreed_at', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='frameworks.meeting', verbose_name='agreed at the meeting')),
                ('cycle', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='frameworks.cycle', verbose_name='cycle')),
                ('deliberation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='frameworks.deliberation', verbose_name='deliberation on the communal share')),
            ],
            options={
                'verbose_name': 'three-month plan',
                'verbose_name_plural': 'three-month plans',
                'ordering': ['-starts_on'],
            },
        ),
        migrations.CreateModel(
            name='Action',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('wording', models.CharField(max_length=400, verbose_name='action')),
                ('expected_result', models.CharField(blank=True, max_length=400, verbose_name='expected result')),
                ('indicator', models.CharField(blank=True, max_length=200, verbose_name='indicator')),
                ('baseline', models.CharField(blank=True, max_length=60, verbose_name='baseline')),
                ('target', models.CharField(blank=True, max_length=60, verbose_name='target')),
                ('achieved', models.CharField(blank=True, max_length=60, verbose_name='achieved')),
                ('month_1', models.BooleanField(default=False, verbose_name='month 1')),
                ('month_2', models.BooleanField(default=False, verbose_name='month 2')),
                ('month_3', models.BooleanField(default=False, verbose_name='month 3')),
                ('due_words', models.CharField(blank=True, max_length=120, verbose_name='deadline as written')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='last possible day')),
                ('estimated_cost', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='estimated cost (FCFA)')),
                ('carried_on', models.DateField(blank=True, null=True, verbose_name='carried over on')),
                ('carried_reason', models.CharField(blank=True, max_length=300, verbose_name='why it was carried over')),
                ('observations', models.TextField(blank=True, verbose_name='observations')),
                ('search_key', foundation.records.search.SearchKeyField(sources=('wording',))),
                ('carried_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='actionplans.action', verbose_name='carried over from')),
                ('decided_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='frameworks.decision', verbose_name='decided in')),
                ('needs', models.ManyToManyField(blank=True, related_name='actions', to='frameworks.need', verbose_name='needs answered')),
                ('partners', models.ManyToManyField(blank=True, related_name='actions_joined', to='communes.organisation', verbose_name='partners')),
                ('responsible', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions_led', to='communes.organisation', verbose_name='responsible')),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='communes.sector', verbose_name='sector')),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='actionplans.actionplan', verbose_name='plan')),
            ],
            options={
                'verbose_name': 'action',
                'verbose_name_plural': 'actions',
                'ordering': ['plan', 'number'],
            },
        ),
        migrations.CreateModel(
            name='FundingLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('especes', 'in cash'), ('nature', 'in kind'), ('main_oeuvre', 'labour'), ('service', 'service')], default='especes', max_length=12, verbose_name='how')),
                ('category', models.CharField(choices=[('appui_technique', 'technical support'), ('formation', 'training'), ('facilitation', 'facilitation'), ('atelier', 'workshop'), ('logistique_invitation', 'invitations'), ('logistique_salle', 'room and chairs'), ('hebergement', 'lodging'), ('restauration', 'meals'), ('deplacement_membres', "members' travel"), ('radio', 'radio'), ('ouverture_compte', 'opening an account'), ('formalisation', 'formalisation'), ('mobilisation', 'mobilising members'), ('activite_op', 'activity of the organisation'), ('acces_foncier', 'access to land'), ('mise_en_relation', 'linking actors'), ('intermediation', 'go-between'), ('equipement', 'equipment'), ('investissement', 'investment'), ('credit', 'credit'), ('suivi', 'follow-up'), ('autre', 'other')], default='autre', max_length=24, verbose_name='for what')),
                ('promised', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='amount promised (FCFA)')),
                ('confirmed', models.PositiveBigIntegerField(blank=True, null=True, verbose_name='amount confirmed (FCFA)')),
                ('quantity', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True, verbose_name='quantity')),
                ('unit', models.CharField(blank=True, max_length=40, verbose_name='unit')),
                ('days', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='days')),
                ('valuation_note', models.CharField(blank=True, max_length=200, verbose_name='how it was valued')),
                ('override_reason', models.CharField(blank=True, max_length=300, verbose_name='why the programme pays for an investment')),
                ('replaced_on', models.DateField(blank=True, null=True, verbose_name='taken over on')),
                ('replaced_reason', models.CharField(blank=True, max_length=300, verbose_name='why it was taken over')),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding', to='actionplans.action', verbose_name='action')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='communes.organisation', verbose_name='who pays')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaces', to='actionplans.fundingline', verbose_name='taken over by')),
            ],
            options={
                'verbose_name': 'funding line',
                'verbose_name_plural': 'funding lines',
                'ordering': ['action', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount', models.BigIntegerField(verbose_name='amount paid or valued (FCFA)')),
                ('paid_on', models.DateField(blank=True, null=True, verbose_name='paid on')),
                ('evidence', models.CharField(blank=True, max_length=200, verbose_name='supporting document')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='note')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='recorded at')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payments', to='actionplans.fundingline', verbose_name='promise')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
            ],
            options={
                'verbose_name': 'payment',
                'verbose_name_plural': 'payments',
                'ordering': ['line', 'paid_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Pdesc',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_year', models.PositiveSmallIntegerField(verbose_name='first year')),
                ('last_year', models.PositiveSmallIntegerField(verbose_name='last year')),
                ('adopted_on', models.DateField(blank=True, null=True, verbose_name='adopted on')),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pdescs', to='communes.commune', verbose_name='commune')),
            ],
            options={
                'verbose_name': 'development plan (PDESC)',
                'verbose_name_plural': 'development plans (PDESC)',
                'ordering': ['-first_year'],
            },
        ),
        migrations.CreateModel(
            name='PdescLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('title', models.CharField(max_length=300, verbose_name='title')),
                ('axis', models.CharField(blank=True, max_length=120, verbose_name='axis')),
                ('pdesc', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='actionplans.pdesc', verbose_name='development plan')),
            ],
            options={
                'verbose_name': 'line of the PDESC',
                'verbose_name_plural': 'lines of the PDESC',
                'ordering': ['pdesc', 'code'],
            },
        ),
        migrations.AddField(
            model_name='action',
            name='pdesc_line',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actions', to='actionplans.pdescline', verbose_name='line of the PDESC'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('starts_on'))), name='plan_dates_ordered', violation_error_message='The plan ends before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='actionplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('agreed_on', None), ('state', 'brouillon')), models.Q(models.Q(('state', 'brouillon'), _negated=True), ('agreed_on__isnull', False)), _connector='OR'), name='plan_agreed_iff_dated', violation_error_message='An agreed plan carries the day it was agreed.'),
        ),
        migrations.AddConstraint(
            model_name='fundingline',
            constraint=models.CheckConstraint(condition=models.Q(('replaced_by', None), models.Q(('replaced_on__isnull', False), models.Q(('replaced_reason', ''), _negated=True)), _connector='OR'), name='funding_replaced_says_why', violation_error_message='Say when and why the promise was taken over.'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gte', 0), models.Q(('note', ''), _negated=True), _connector='OR'), name='payment_correction_says_why', violation_error_message='Say in the note what is corrected.'),
        ),
        migrations.AddConstraint(
            model_name='pdesc',
            constraint=models.UniqueConstraint(fields=('commune', 'first_year'), name='pdesc_once_per_period'),
        ),
        migrations.AddConstraint(
            model_name='pdesc',
            constraint=models.CheckConstraint(condition=models.Q(('last_year__gte', models.F('first_year'))), name='pdesc_years_ordered', violation_error_message='The last year comes before the first.'),
        ),
        migrations.AddConstraint(
            model_name='pdescline',
            constraint=models.UniqueConstraint(fields=('pdesc', 'code'), name='pdesc_line_code_once'),
        ),
        migrations.AddConstraint(
            model_name='action',
            constraint=models.UniqueConstraint(fields=('plan', 'number'), name='action_number_once'),
        ),
    ]
