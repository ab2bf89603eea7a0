"""Addresses of trainings, exchanges, adoptions and partnership of a commune."""

from django.urls import path

from consult.learning.views import adoptions, exchanges, partnership, trainings

app_name = "training"
urlpatterns = [
    path("formations/", trainings.trainings, name="trainings"),
    path("formations/ajouter/", trainings.add, name="training-add"),
    path("formations/<int:pk>/modifier/", trainings.change, name="training-change"),
    path("echanges/", exchanges.exchanges, name="exchanges"),
    path("echanges/ajouter/", exchanges.add, name="exchange-add"),
    path("echanges/<int:pk>/modifier/", exchanges.change, name="exchange-change"),
    path("adoptions/", adoptions.adoptions, name="adoptions"),
    path("adoptions/ajouter/", adoptions.add, name="adoption-add"),
    path("adoptions/<int:pk>/modifier/", adoptions.change, name="adoption-change"),
    path("partenariat/", partnership.partnership, name="partnership"),
    path("partenariat/modifier/", partnership.change, name="partnership-change"),
    path("partenariat/parts/<int:pk>/", partnership.share, name="partner-share"),
    path("partenariat/actions/<int:pk>/", partnership.tag, name="action-tag"),
]
