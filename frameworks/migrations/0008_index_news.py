from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communes', '0004_thresholds'),
        ('frameworks', '0007_partnership'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['framework', '-held_on'], name='meeting_latest'),
        ),
        migrations.AddIndex(
            model_name='need',
            index=models.Index(fields=['framework', '-identified_on'], name='need_latest'),
        ),
    ]
