"""Public addresses: what anybody may read without an account."""

from django.urls import path

from consult.portal import views

app_name = "portal"
urlpatterns = [
    path("verifier/", views.verify, name="verify"),
    path("verifier/<slug:code>/", views.verify_code, name="verify-code"),
]
