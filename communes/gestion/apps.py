"""Django's admin with our own site in the place of its default one."""

from django.contrib.admin.apps import AdminConfig


class GestionConfig(AdminConfig):
    default_site = "communes.gestion.site.GestionSite"
