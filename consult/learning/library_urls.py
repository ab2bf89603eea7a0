"""Addresses of the library of sheets and of the collections."""

from django.urls import path

from consult.learning.views import campaigns, library

app_name = "library"
urlpatterns = [
    path("fiches/", library.library, name="sheets"),
    path("fiches/a-relire/", library.to_review, name="to-review"),
    path("fiches/<int:pk>/", library.library_sheet, name="sheet"),
    path("fiches/<int:pk>/papier/", library.library_preview, name="paper"),
    path("fiches/<int:pk>/fiche.pdf", library.library_pdf, name="sheet-pdf"),
    path("fiches/<int:pk>/copier/", library.library_copy, name="copy"),
    path("collectes/", campaigns.campaign_list, name="campaigns"),
    path("collectes/nouvelle/", campaigns.campaign_new, name="campaign-new"),
    path("collectes/<int:pk>/", campaigns.campaign_page, name="campaign"),
    path("collectes/<int:pk>/modifier/", campaigns.campaign_change, name="campaign-change"),
    path("collectes/<int:pk>/synthese/", campaigns.campaign_synthesis, name="synthesis"),
    path(
        "collectes/<int:pk>/synthese/papier/", campaigns.synthesis_preview, name="synthesis-paper"
    ),
    path("collectes/<int:pk>/synthese.pdf", campaigns.synthesis_pdf, name="synthesis-pdf"),
]
