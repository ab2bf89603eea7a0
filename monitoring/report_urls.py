"""Addresses of the committee's reports, of services and of production, below `espace/<slug>/`."""

from django.urls import path

from monitoring.views import papers, reports, supports

urlpatterns = [
    path("suivi/rapports/", reports.report_list, name="reports"),
    path("suivi/rapports/nouveau/", reports.report_new, name="report-new"),
    path("suivi/rapports/<int:pk>/", reports.report_page, name="report"),
    path("suivi/rapports/<int:pk>/modifier/", reports.report_edit, name="report-edit"),
    path("suivi/rapports/<int:pk>/valider/", reports.report_validate, name="report-validate"),
    path("suivi/rapports/<int:pk>/reception/", reports.report_receive, name="report-receive"),
    path("suivi/rapports/<int:pk>/retirer/", reports.report_withdraw, name="report-withdraw"),
    path("suivi/rapports/<int:pk>/papier/", reports.report_preview, name="report-paper"),
    path("suivi/rapports/<int:pk>/rapport.pdf", reports.report_pdf, name="report-pdf"),
    path("suivi/point/", papers.situation, name="situation"),
    path("suivi/point.pdf", papers.situation_pdf, name="situation-pdf"),
    path("suivi/passation/", papers.handover, name="handover"),
    path("suivi/passation.pdf", papers.handover_pdf, name="handover-pdf"),
    path("comite/pv/", papers.committee_paper, name="committee-paper"),
    path("comite/pv.pdf", papers.committee_pdf, name="committee-paper-pdf"),
    path("comite/decision/", papers.decision_paper, name="committee-decision"),
    path("comite/decision.pdf", papers.decision_pdf, name="committee-decision-pdf"),
    path("suivi/services/", supports.support_list, name="supports"),
    path("suivi/services/ajouter/", supports.support_add, name="support-add"),
    path("suivi/production/", supports.production, name="production"),
    path("suivi/production/ajouter/", supports.production_add, name="production-add"),
    path("suivi/production/<int:pk>/", supports.production_change, name="production-change"),
]
