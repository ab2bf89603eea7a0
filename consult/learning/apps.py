from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "consult.learning"
    label = "consult_learning"
