from django.apps import AppConfig


class CycleConfig(AppConfig):
    name = "consult.cycle"
    label = "consult_cycle"
