"""Addresses where a commune publishes its answers, below `espace/<commune>/`."""

from django.urls import path

from consult.review.views import answers

app_name = "answers"
urlpatterns = [
    path("suivi/reponses/", answers.own, name="own"),
    path("suivi/reponses/<int:pk>/publier/", answers.publish, name="publish"),
    path("suivi/reponses/<int:pk>/retirer/", answers.withdraw, name="withdraw"),
]
