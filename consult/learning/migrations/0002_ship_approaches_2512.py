"""The public record approaches_2512 ships as a filled draft, readable by everybody who works here.

Its answers are only added, so going back leaves them to the migration that drops the tables."""

from django.db import migrations

from consult.learning.wocat.shipped import ship


def put_in(apps, schema_editor):
    database = schema_editor.connection.alias
    ship(
        apps.get_model("consult_learning", "WocatDraft").objects.using(database),
        apps.get_model("consult_learning", "WocatAnswer").objects.using(database),
    )


class Migration(migrations.Migration):
    dependencies = [("consult_learning", "0001_initial")]

    operations = [migrations.RunPython(put_in, migrations.RunPython.noop)]
