"""Addresses of the framework, its acts, members, sectors and needs, below a commune's address."""

from django.urls import path

from frameworks.views import (
    assemblies,
    choices,
    deliberations,
    founding,
    framework,
    members,
    needs,
    ranks,
    sectors,
    sheets,
)

app_name = "frameworks"
urlpatterns = [
    path("cadre/", framework.framework, name="framework"),
    path("cadre/creer/", framework.create, name="create-framework"),
    path("cadre/modifier/", framework.change, name="change-framework"),
    path("cadre/veille/", framework.rest, name="rest-framework"),
    path("cadre/deliberation/", founding.record, name="founding-deliberation"),
    path("cadre/deliberation/choisir/", founding.take, name="take-deliberation"),
    path("cadre/deliberation/a-regulariser/", founding.regularise, name="regularise"),
    path("cadre/membres/", members.members, name="members"),
    path("cadre/membres/<int:pk>/terminer/", members.end, name="end-membership"),
    path("deliberations/", deliberations.deliberations, name="deliberations"),
    path("deliberations/ajouter/", deliberations.add, name="add-deliberation"),
    path("deliberations/<int:pk>/", deliberations.deliberation, name="deliberation"),
    path("deliberations/<int:pk>/modifier/", deliberations.change, name="change-deliberation"),
    path("filieres/", sectors.sectors, name="sectors"),
    path("besoins/", needs.needs, name="needs"),
    path("besoins/ajouter/", needs.add, name="add-need"),
    path("besoins/choisir/", choices.choose, name="choose-needs"),
    path("besoins/classement/", ranks.ranks, name="rank-needs"),
    path("besoins/assemblees/", assemblies.assemblies, name="assemblies"),
    path("besoins/assemblees/ajouter/", assemblies.add, name="add-assembly"),
    path("besoins/assemblees/<int:pk>/", assemblies.assembly, name="assembly"),
    path("besoins/assemblees/<int:pk>/modifier/", assemblies.change, name="change-assembly"),
    path("besoins/fiche/<int:pk>/", sheets.sheet, name="needs-sheet"),
    path("besoins/fiche/<int:pk>/fiche.pdf", sheets.sheet_pdf, name="needs-sheet-pdf"),
    path("besoins/fiche/<int:pk>/vierge/", sheets.blank, name="blank-needs-sheet"),
    path("besoins/fiche/<int:pk>/vierge.pdf", sheets.blank_pdf, name="blank-needs-sheet-pdf"),
    path("besoins/<int:pk>/", needs.need, name="need"),
    path("besoins/<int:pk>/modifier/", needs.change, name="change-need"),
    path("besoins/<int:pk>/actions/", ranks.proposals, name="need-proposals"),
    path("besoins/<int:pk>/situation/", needs.situation, name="need-situation"),
]
