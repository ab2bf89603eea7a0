"""Addresses of consult.web: the door, one's own account, help."""

from django.urls import path

from consult.web import account, help, sign_in, start  # noqa: A004 -- the room's own module

app_name = "web"
urlpatterns = [
    path("", start.front, name="front"),
    path("espace/", start.start, name="start"),
    path("mes-actions/", start.my_actions, name="my-actions"),
    path("connexion/", sign_in.sign_in, name="sign-in"),
    path("deconnexion/", sign_in.sign_out, name="sign-out"),
    path("mot-de-passe/", sign_in.new_password, name="new-password"),
    path("mon-compte/", account.my_account, name="my-account"),
    path("mon-compte/mot-de-passe/", account.change_password, name="change-password"),
    path("formulaires-gardes/", account.kept_forms, name="kept-forms"),
    path("formulaires-gardes/<uuid:op_id>/envoyer/", account.send, name="kept-send"),
    path("formulaires-gardes/<uuid:op_id>/effacer/", account.erase, name="kept-erase"),
    path("aide/", help.topics, name="help"),
    path("aide/<slug:role>/", help.for_role, name="help-role"),
    path("accessibilite/", help.accessibility, name="accessibility"),
]
