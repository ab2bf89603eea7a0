"""Fields and widgets drawn with the project's own templates, Django's for the rest."""

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template import TemplateDoesNotExist
from django.template.loader import get_template as get_project_template


class Renderer(DjangoTemplates):
    """`templates/forms/widgets/x.html` stands in for Django's widget of that name, if it exists."""

    field_template_name = "forms/django_field.html"
    form_template_name = "forms/django_form.html"

    def get_template(self, template_name: str) -> Any:
        own = template_name.replace("django/forms/widgets/", "forms/widgets/", 1)
        if own.startswith("forms/"):
            try:
                return get_project_template(own)
            except TemplateDoesNotExist:
                if own == template_name:
                    raise
        return super().get_template(template_name)
