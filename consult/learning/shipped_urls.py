"""Addresses of the WOCAT drafts that ship with the product."""

from django.urls import path

from consult.learning.views import wocat

app_name = "shipped"
CODE = {"code": "approaches_2512"}
urlpatterns = [
    path("wocat/approaches_2512/", wocat.shipped, CODE, name="draft"),
    path("wocat/approaches_2512/brouillon.pdf", wocat.shipped_pdf, CODE, name="pdf"),
    path("wocat/approaches_2512/brouillon.json", wocat.shipped_data, CODE, name="data"),
]
