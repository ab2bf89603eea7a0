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
            name="Submission",
            fields=[
                (
                    "op_id",
                    models.UUIDField(primary_key=True, serialize=False, verbose_name="operation"),
                ),
                ("path", models.CharField(max_length=400, verbose_name="address")),
                ("body", models.TextField(blank=True, verbose_name="what was typed")),
                ("result", models.CharField(blank=True, max_length=400, verbose_name="result")),
                (
                    "received_at",
                    models.DateTimeField(auto_now_add=True, verbose_name="received at"),
                ),
                ("applied_at", models.DateTimeField(null=True, verbose_name="applied at")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
            ],
            options={
                "verbose_name": "submission",
                "verbose_name_plural": "submissions",
                "indexes": [models.Index(fields=["user", "applied_at"], name="capture_waiting")],
            },
        ),
    ]
