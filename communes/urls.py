"""Addresses of a commune's organisations and people, below the commune's own address."""

from django.urls import path

from communes.views import organisation, organisations, people

app_name = "communes"
urlpatterns = [
    path("acteurs/", organisations.organisations, name="organisations"),
    path("acteurs/ajouter/", organisations.add_organisation, name="add-organisation"),
    path("acteurs/<int:pk>/", organisation.organisation, name="organisation"),
    path(
        "acteurs/<int:pk>/modifier/", organisation.change_organisation, name="change-organisation"
    ),
    path("acteurs/<int:pk>/membres/", organisation.add_members, name="add-members"),
    path("acteurs/<int:pk>/formalisation/", organisation.add_step, name="add-step"),
    path("acteurs/<int:pk>/retirer/", organisation.retire_organisation, name="retire-organisation"),
    path(
        "acteurs/<int:pk>/reprendre/",
        organisation.bring_back_organisation,
        name="bring-back-organisation",
    ),
    path("personnes/", people.people, name="people"),
    path("personnes/ajouter/", people.add_person, name="add-person"),
    path("personnes/<int:pk>/", people.person, name="person"),
    path("personnes/<int:pk>/modifier/", people.change_person, name="change-person"),
]
