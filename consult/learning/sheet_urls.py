"""Addresses of a commune's experience sheets, below `espace/<commune>/`."""

from django.urls import path

from consult.learning.views import sheet_acts, sheet_papers, sheets

app_name = "sheets"
urlpatterns = [
    path("fiches/", sheets.sheet_list, name="list"),
    path("fiches/nouvelle/", sheets.sheet_new, name="new"),
    path("fiches/<int:pk>/", sheets.sheet_page, name="sheet"),
    path("fiches/<int:pk>/couverture/", sheets.sheet_cover, name="cover"),
    path("fiches/<int:pk>/rubriques/<int:number>/", sheets.sheet_answers, name="answers"),
    path("fiches/<int:pk>/verifier/", sheet_acts.sheet_check, name="check"),
    path("fiches/<int:pk>/relecture/", sheet_acts.sheet_review, name="review"),
    path("fiches/<int:pk>/publier/", sheet_acts.sheet_publish, name="publish"),
    path("fiches/<int:pk>/nouvelle-version/", sheet_acts.sheet_reopen, name="reopen"),
    path("fiches/<int:pk>/photos/", sheet_acts.sheet_photos, name="photos"),
    path("fiches/<int:pk>/photos/ajouter/", sheet_acts.sheet_photo_add, name="photo-add"),
    path("fiches/photos/<int:pk>/", sheet_acts.sheet_photo, name="photo"),
    path("fiches/<int:pk>/papier/", sheet_papers.sheet_preview, name="paper"),
    path("fiches/<int:pk>/fiche.pdf", sheet_papers.sheet_pdf, name="sheet-pdf"),
    path("fiches/<int:pk>/fiche.json", sheet_papers.sheet_file, name="file"),
]
