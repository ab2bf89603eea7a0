"""Addresses of the papers that go with a plan; `?cycle=` asks for an older one."""

from django.urls import path

from actionplans.views import papers

urlpatterns = [
    path("plan/papiers/", papers.papers, name="papers"),
    path("plan/lettres-engagement/", papers.letters, name="engagement-letters"),
    path("plan/lettres-engagement.pdf", papers.letters_pdf, name="engagement-letters-pdf"),
    path("plan/nos-engagements/", papers.commitments, name="commitments"),
    path("plan/nos-engagements.pdf", papers.commitments_pdf, name="commitments-pdf"),
    path("plan/attestation/", papers.certificate, name="certificate"),
    path("plan/attestation.pdf", papers.certificate_pdf, name="certificate-pdf"),
    path("plan/dossier-du-conseil/", papers.council, name="council-file"),
    path("plan/dossier-du-conseil.pdf", papers.council_pdf, name="council-file-pdf"),
    path("pdesc/a-inscrire/", papers.to_enter, name="to-enter"),
    path("pdesc/a-inscrire.pdf", papers.to_enter_pdf, name="to-enter-pdf"),
]
