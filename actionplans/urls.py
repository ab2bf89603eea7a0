"""Addresses of actionplans, below a commune's address."""

from django.urls import path

from actionplans.views import actions, acts, amendments, funding, pdesc, plans

app_name = "actionplans"
urlpatterns = [
    path("plan/", plans.plan, name="plan"),
    path("plans/<int:number>/", plans.plan, name="plan-of-cycle"),
    path("plan/creer/", plans.draw_up, name="draw-up"),
    path("plan/modifier/", plans.change_plan, name="change-plan"),
    path("plan/besoins/", plans.take_up, name="take-up"),
    path("plan/verifier/", plans.check, name="check"),
    path("plan/apercu/", plans.preview, name="preview"),
    path("plan/plan.pdf", plans.plan_pdf, name="plan-pdf"),
    path("plan/actions/ajouter/", actions.add_action, name="add-action"),
    path("plan/actions/<int:pk>/", actions.action, name="action"),
    path("plan/actions/<int:pk>/modifier/", actions.change_action, name="change-action"),
    path("plan/actions/<int:pk>/resultat/", actions.results, name="results"),
    path("plan/actions/<int:pk>/retirer/", actions.remove_action, name="remove-action"),
    path("plan/actions/<int:pk>/financement/", funding.funding, name="funding"),
    path("plan/actions/<int:pk>/derogation/", funding.excuse, name="excuse"),
    path("plan/actions/<int:pk>/versements/", funding.payments, name="payments"),
    path("plan/avenants/nouveau/", amendments.amend, name="amend"),
    path("plan/avenants/<int:number>/", amendments.amendment, name="amendment"),
    path("plan/avenants/<int:number>/sceller/", amendments.seal, name="seal-amendment"),
    path("plan/avenants/<int:number>/abandonner/", amendments.drop, name="drop-amendment"),
    path("plan/avenants/<int:number>/papier/", amendments.paper, name="amendment-paper"),
    path("plan/avenants/<int:number>.pdf", amendments.amendment_pdf, name="amendment-pdf"),
    path("plan/versions/<int:number>/", amendments.version, name="version"),
    path("plan/versions/<int:number>.pdf", amendments.version_pdf, name="version-pdf"),
    path("pdesc/", pdesc.pdescs, name="pdescs"),
    path("pdesc/ajouter/", pdesc.add_pdesc, name="add-pdesc"),
    path("pdesc/<int:pk>/lignes/ajouter/", pdesc.add_pdesc_line, name="add-pdesc-line"),
    path("deliberations/<int:pk>/texte/", acts.text, name="act-text"),
]
