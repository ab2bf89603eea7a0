from django.db import migrations

from monitoring.triggers import guard_validated_reports


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0005_reports_services_and_pictures")]
    operations = [guard_validated_reports]
