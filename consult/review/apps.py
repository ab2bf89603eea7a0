from django.apps import AppConfig


class ReviewConfig(AppConfig):
    name = "consult.review"
    label = "consult_review"
