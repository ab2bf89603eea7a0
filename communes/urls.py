"""Addresses of a commune's organisations and people, below the commune's own address."""

from django.urls import path

from communes.views import calendar, merging, organisation, organisations, people

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
    path(
        "acteurs/<int:pk>/meme-organisation/", merging.same_organisation, name="same-organisation"
    ),
    path(
        "acteurs/<int:pk>/meme-organisation/<int:other>/",
        merging.merge_organisation,
        name="merge-organisation",
    ),
    path("calendrier/", calendar.calendar, name="calendar"),
    path("calendrier/jour-de-marche/", calendar.add_weekday, name="add-weekday"),
    path("calendrier/dates/", calendar.add_days, name="add-days"),
    path("calendrier/saison/", calendar.add_season, name="add-season"),
    path("calendrier/nouvelles-dates/", calendar.write_again, name="write-again"),
    path("calendrier/<int:pk>/modifier/", calendar.change_line, name="change-line"),
    path("calendrier/<int:pk>/retirer/", calendar.remove_line, name="remove-line"),
    path("personnes/", people.people, name="people"),
    path("personnes/ajouter/", people.add_person, name="add-person"),
    path("personnes/<int:pk>/", people.person, name="person"),
    path("personnes/<int:pk>/modifier/", people.change_person, name="change-person"),
    path("personnes/<int:pk>/meme-personne/", merging.same_person, name="same-person"),
    path(
        "personnes/<int:pk>/meme-personne/<int:other>/", merging.merge_person, name="merge-person"
    ),
]
