from django.apps import AppConfig


class BackupsConfig(AppConfig):
    name = "foundation.backups"
    label = "backups"
