"""The programme's commitments as the commune reads them, below `espace/<commune>/`."""

from django.urls import path

from consult.review.views import commitments

app_name = "commitments"
urlpatterns = [
    path("engagements-programme/", commitments.commitment_list, name="list"),
]
