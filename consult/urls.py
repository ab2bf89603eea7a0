"""Every address of the application. French at the root, English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from consult.web import health

commune_pages = [
    path("", include("consult.cycle.urls")),
    path("", include("communes.urls")),
    path("", include("frameworks.urls")),
    path("reunions/", include("consult.meetings.urls")),
    path("papiers/", include("consult.meetings.paper_urls")),
    path("", include("actionplans.urls")),
    path("", include("monitoring.urls")),
    path("indicateurs/", include("consult.review.indicator_urls")),
    path("", include("consult.review.answer_urls")),
    path("", include("consult.review.commitment_urls")),
    path("", include("consult.learning.sheet_urls")),
    path("", include("consult.learning.wocat_urls")),
    path("", include("consult.learning.training_urls")),
]

urlpatterns = [
    path("sante/vivant", health.alive, name="health-alive"),
    path("sante/pret", health.ready, name="health-ready"),
    *i18n_patterns(
        path("gestion/", admin.site.urls),
        path("espace/<slug:slug>/", include(commune_pages)),
        path("", include("consult.portal.urls")),
        path("", include("consult.review.urls")),
        path("", include("consult.review.visit_urls")),
        path("", include("consult.review.unblock_urls")),
        path("", include("consult.review.report_urls")),
        path("", include("consult.review.inclusion_urls")),
        path("", include("consult.learning.library_urls")),
        path("", include("consult.learning.shipped_urls")),
        path("", include("consult.learning.method_urls")),
        path("", include("consult.web.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "consult.web.errors.bad_request"
handler403 = "consult.web.errors.forbidden"
handler404 = "consult.web.errors.not_found"
handler500 = "consult.web.errors.server_error"

if settings.DEBUG:
    from consult.web.gallery import gallery

    urlpatterns += [path("ui/", gallery, name="gallery")]
