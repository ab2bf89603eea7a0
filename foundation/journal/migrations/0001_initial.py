import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Head",
            fields=[
                ("scope", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("number", models.PositiveIntegerField(default=0)),
                ("entry_hash", models.CharField(default="", max_length=64)),
            ],
            options={
                "verbose_name": "end of a journal",
                "verbose_name_plural": "ends of journals",
            },
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("scope", models.CharField(max_length=20, verbose_name="place")),
                ("number", models.PositiveIntegerField(verbose_name="number")),
                ("at", models.DateTimeField(verbose_name="at")),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("cree", "created"),
                            ("modifie", "changed"),
                            ("retire", "removed"),
                            ("etat", "changed its state"),
                            ("approuve", "approved"),
                            ("rouvert", "reopened"),
                            ("ouvert", "opened"),
                            ("clos", "closed"),
                            ("consigne", "recorded"),
                            ("passe-outre", "set a rule aside"),
                            ("code", "issued a reset code"),
                            ("charge", "loaded"),
                        ],
                        max_length=12,
                        verbose_name="act",
                    ),
                ),
                ("kind", models.CharField(max_length=60, verbose_name="kind of record")),
                ("record", models.CharField(max_length=40, verbose_name="record")),
                (
                    "fields",
                    models.CharField(blank=True, max_length=400, verbose_name="changed fields"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
                ("previous_hash", models.CharField(editable=False, max_length=64)),
                ("entry_hash", models.CharField(editable=False, max_length=64)),
                (
                    "actor",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="by",
                    ),
                ),
            ],
            options={
                "verbose_name": "journal entry",
                "verbose_name_plural": "journal",
                "ordering": ["scope", "-number"],
                "indexes": [models.Index(fields=["kind", "record"], name="journal_by_record")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("scope", "number"), name="journal_one_number_per_scope"
                    )
                ],
            },
        ),
    ]
