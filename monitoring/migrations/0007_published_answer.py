import django.db.models.deletion
import foundation.records.search
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('communes', '0004_thresholds'),
        ('monitoring', '0006_guard_validated_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PublishedAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(choices=[('financement', 'funding'), ('climat_saison', 'rain, season, road'), ('foncier', 'land'), ('technique', 'technical'), ('approvisionnement', 'supplies'), ('procedure', 'procedure'), ('organisation', 'organisation, somebody absent'), ('conflit', 'disagreement'), ('securite', 'security'), ('autre', 'other')], max_length=20, verbose_name='kind of obstacle')),
                ('problem', models.CharField(max_length=400, verbose_name='what blocked')),
                ('answer', models.CharField(max_length=400, verbose_name='what was answered')),
                ('published_on', models.DateField(verbose_name='published on')),
                ('withdrawn_on', models.DateField(blank=True, null=True, verbose_name='withdrawn on')),
                ('search_key', foundation.records.search.SearchKeyField(sources=('problem', 'answer'))),
                ('passage', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='published', to='monitoring.obstaclepassage', verbose_name='obstacle before a meeting')),
                ('published_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='published by')),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='communes.sector', verbose_name='sector')),
            ],
            options={
                'verbose_name': 'published answer',
                'verbose_name_plural': 'published answers',
                'ordering': ['-published_on', '-pk'],
            },
        ),
    ]
