from django.db import migrations

from actionplans.triggers import guard_sealed_plans


class Migration(migrations.Migration):
    dependencies = [("actionplans", "0003_seals")]
    operations = [guard_sealed_plans]
