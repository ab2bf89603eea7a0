from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('frameworks', '0005_taxes_and_trust'),
    ]

    operations = [
        migrations.AddField(
            model_name='framework',
            name='obstacle_adviser_days',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Leave empty for 30 days.', null=True, verbose_name='days after which an obstacle goes to the adviser'),
        ),
        migrations.AddField(
            model_name='framework',
            name='obstacle_council_days',
            field=models.PositiveSmallIntegerField(blank=True, help_text='Leave empty for 14 days.', null=True, verbose_name='days after which an obstacle goes to the mayor and the council'),
        ),
    ]
