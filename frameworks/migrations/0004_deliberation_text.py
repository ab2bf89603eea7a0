import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("frameworks", "0003_meeting_files"),
    ]

    operations = [
        migrations.AddField(
            model_name="deliberation",
            name="budget_year",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="budget year"
            ),
        ),
        migrations.AddField(
            model_name="deliberation",
            name="considerants",
            field=models.TextField(
                blank=True,
                help_text="One reason per line, beginning with “Considérant”.",
                verbose_name="considérants",
            ),
        ),
        migrations.AddField(
            model_name="deliberation",
            name="copies_sent",
            field=models.PositiveSmallIntegerField(
                blank=True, null=True, verbose_name="copies sent"
            ),
        ),
        migrations.AddField(
            model_name="deliberation",
            name="slip_number",
            field=models.CharField(
                blank=True, max_length=40, verbose_name="number of the dispatch slip"
            ),
        ),
        migrations.AddField(
            model_name="deliberation",
            name="visas",
            field=models.TextField(
                blank=True,
                help_text="One text per line, beginning with “Vu”.",
                verbose_name="visas",
            ),
        ),
        migrations.CreateModel(
            name="DeliberationLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="number")),
                ("wording", models.CharField(max_length=400, verbose_name="action")),
                (
                    "pdesc_line",
                    models.CharField(blank=True, max_length=330, verbose_name="line of the PDESC"),
                ),
                (
                    "cost",
                    models.PositiveBigIntegerField(
                        blank=True, null=True, verbose_name="estimated cost (FCFA)"
                    ),
                ),
                (
                    "communal_share",
                    models.PositiveBigIntegerField(default=0, verbose_name="communal share (FCFA)"),
                ),
                (
                    "deliberation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="frameworks.deliberation",
                        verbose_name="deliberation",
                    ),
                ),
            ],
            options={
                "verbose_name": "action entered by a deliberation",
                "verbose_name_plural": "actions entered by deliberations",
                "ordering": ["deliberation", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deliberation", "position"), name="deliberation_line_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DeliberationText",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "paper",
                    models.CharField(
                        choices=[("acte", "deliberation"), ("extrait", "extract of the register")],
                        max_length=8,
                        verbose_name="paper",
                    ),
                ),
                ("html", models.TextField(editable=False)),
                ("sha256", models.CharField(editable=False, max_length=64)),
                ("kept_at", models.DateTimeField(verbose_name="kept on")),
                (
                    "deliberation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="texts",
                        to="frameworks.deliberation",
                        verbose_name="deliberation",
                    ),
                ),
            ],
            options={
                "verbose_name": "text of a signed deliberation",
                "verbose_name_plural": "texts of signed deliberations",
                "ordering": ["deliberation", "paper"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("deliberation", "paper"), name="deliberation_text_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LegalityControl",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("approuvee", "approved, or visa given"),
                            ("silence", "no answer within the delay"),
                            ("observations", "sent back with observations"),
                            ("annulee", "annulled"),
                            ("approbation_refusee", "approval refused"),
                        ],
                        max_length=20,
                        verbose_name="result",
                    ),
                ),
                ("dated", models.DateField(verbose_name="date")),
                (
                    "number",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="number of the answer"
                    ),
                ),
                (
                    "authority",
                    models.CharField(blank=True, max_length=80, verbose_name="who answered"),
                ),
                ("note", models.TextField(blank=True, verbose_name="what the answer says")),
                (
                    "deliberation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="controls",
                        to="frameworks.deliberation",
                        verbose_name="deliberation",
                    ),
                ),
            ],
            options={
                "verbose_name": "result of control",
                "verbose_name_plural": "results of control",
                "ordering": ["dated", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "silence"), _negated=True),
                            ("number", ""),
                            _connector="OR",
                        ),
                        name="control_silence_has_no_number",
                        violation_error_message="Silence has no number: choose another result.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "observations"), _negated=True),
                            models.Q(("note", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="control_observations_say_what",
                        violation_error_message="Write what the observations say.",
                    ),
                ],
            },
        ),
    ]
