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
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=20, verbose_name='place')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('jpeg', 'JPEG picture'), ('png', 'PNG picture')], max_length=4, verbose_name='kind')),
                ('size', models.PositiveIntegerField(verbose_name='bytes')),
                ('title', models.CharField(max_length=120, verbose_name='name')),
                ('pages', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pages')),
                ('width', models.PositiveIntegerField(blank=True, null=True, verbose_name='width')),
                ('height', models.PositiveIntegerField(blank=True, null=True, verbose_name='height')),
                ('added_on', models.DateTimeField(auto_now_add=True, verbose_name='added on')),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='added by')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['-added_on', '-pk'],
                'indexes': [models.Index(fields=['sha256'], name='files_by_digest')],
                'constraints': [models.UniqueConstraint(fields=('scope', 'sha256'), name='files_once_per_scope'), models.CheckConstraint(condition=models.Q(models.Q(('height', None), ('kind', 'pdf'), ('pages__gt', 0), ('width', None)), models.Q(('height__gt', 0), ('kind__in', ['jpeg', 'png']), ('pages', None), ('width__gt', 0)), _connector='OR'), name='files_pages_or_picture'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='files_not_empty')],
            },
        ),
    ]
