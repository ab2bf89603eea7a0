from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "consult.web"
    label = "web"
