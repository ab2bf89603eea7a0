"""Addresses of the follow-up, below `espace/<slug>/`."""

from django.urls import include, path

from monitoring.views import committee, followup, obstacles, photos, sitting

app_name = "monitoring"
urlpatterns = [
    path("suivi/", followup.followup, name="followup"),
    path("suivi/seance/", sitting.sitting, name="sitting"),
    path("suivi/fiche/", sitting.sheet, name="sheet"),
    path("suivi/fiche.pdf", sitting.sheet_pdf, name="sheet-pdf"),
    path("suivi/paroles/<int:pk>/photo/", photos.photo_add, name="photo-add"),
    path("suivi/photos/<int:pk>/", photos.photo, name="photo"),
    path("suivi/<int:pk>/", followup.update, name="update"),
    path("suivi/obstacles/", obstacles.obstacle_list, name="obstacles"),
    path("suivi/obstacles/nouveau/", obstacles.obstacle_add, name="obstacle-add"),
    path("suivi/obstacles/<int:pk>/", obstacles.obstacle_page, name="obstacle"),
    path("suivi/obstacles/<int:pk>/modifier/", obstacles.obstacle_change, name="obstacle-change"),
    path("suivi/obstacles/<int:pk>/transmettre/", obstacles.obstacle_pass, name="obstacle-pass"),
    path("suivi/obstacles/<int:pk>/lever/", obstacles.obstacle_lift, name="obstacle-lift"),
    path(
        "suivi/obstacles/<int:pk>/reporter/", obstacles.obstacle_postpone, name="obstacle-postpone"
    ),
    path("", include("monitoring.report_urls")),
    path("comite/", committee.committee_page, name="committee"),
    path("comite/installer/", committee.set_up, name="set-up"),
    path("comite/membres/ajouter/", committee.seat, name="seat"),
    path("comite/membres/<int:pk>/fin/", committee.leave, name="leave"),
    path("comite/mandat/", committee.mandate, name="mandate"),
]
