"""All components on one page, at /ui/ while developing. `?en` shows it in English."""

import datetime
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from foundation.files.forms import FileField
from foundation.formats.numbers import filesize
from foundation.forms.base import Form
from foundation.forms.fields import (
    CountField,
    DayField,
    HourField,
    MoneyField,
    PhoneField,
    TextField,
)
from foundation.forms.widgets import Face, Pick, PickSeveral, Ticks

SITUATIONS = (
    ("prevue", "Pas commencée"), ("en_cours", "En cours"), ("bloquee", "Bloquée"),
    ("realisee", "Réalisée"), ("partielle", "Partielle"), ("reportee", "Reportée"),
    ("abandonnee", "Abandonnée"),
)  # fmt: skip
_FACES = {
    "prevue": Face("todo", "tag"), "en_cours": Face("half", "go"),
    "realisee": Face("check", "ok"), "bloquee": Face("stop", "late"),
}  # fmt: skip
_OBSTACLES = (("argent", "Argent"), ("materiel", "Matériel"), ("absent", "Personne absente"))


class SampleForm(Form):
    """One of every field."""

    what = TextField(label="Action", help_text="En une phrase, avec un verbe.")
    cost = MoneyField(label="Coût estimé")
    begins = DayField(label="Début")
    hour = HourField(label="Heure", required=False)
    phone = PhoneField(label="Téléphone", required=False)
    women = CountField(label="Femmes présentes")
    sector = forms.ChoiceField(label="Filière", choices=(("", "Choisir"), ("riz", "Riz")))
    situation = forms.ChoiceField(
        label="Où en est l’action ?", choices=SITUATIONS[:4], widget=Pick(faces=_FACES)
    )
    obstacles = forms.MultipleChoiceField(
        label="Qu’est-ce qui bloque ?",
        help_text="Vous pouvez cocher plusieurs cases.",
        choices=_OBSTACLES,
        widget=PickSeveral(
            faces={"argent": Face("coin"), "materiel": Face("tool"), "absent": Face("away")}
        ),
        required=False,
    )
    present = forms.MultipleChoiceField(
        label="Présents",
        choices=[(n, f"Personne {n}, groupement des maraîchères") for n in range(1, 6)],
        widget=Ticks(faces={"2": Face(hint="Trésorière")}),
        required=False,
    )
    scan = FileField(label="Procès-verbal signé", required=False)
    signed = forms.BooleanField(label="Le procès-verbal est signé.", required=False)
    note = TextField(label="Expliquez en une phrase", rows=3, required=False)


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """The page itself; `?faux` shows the form refused."""
    with translation.override("en" if "en" in request.GET else "fr"):
        form = SampleForm(
            {"cost": "12,5 millions", "begins": "31/02/2026"} if "faux" in request.GET else None
        )
        page = Paginator(range(400), 20).get_page(request.GET.get("page", 4))
        return render(request, "web/gallery.html", {"form": form, "page": page, **_samples()})


def _samples() -> dict[str, Any]:
    day = datetime.date
    first, last = day(2026, 9, 1), day(2026, 11, 30)
    return {
        "steps": _steps(),
        "tasks": _tasks(),
        "situations": SITUATIONS,
        "statuses": (("ok", 0), ("watch", 4), ("late", 53), ("silent", 41), ("paused", 0)),
        "rows": [
            {"label": "Responsable", "value": "Association des commerçantes", "url": "#"},
            {"label": "Budget", "value": "", "url": "#", "what": "le budget"},
        ],
        "docs": [{"title": "Plan d’actions", "url": "#", "note": f"PDF, {filesize(38_200)}"}],
        "reasons": ["Il manque le responsable de l’action 3.", "Le plan n’a pas de filière."],
        "parts": [
            ("Commune", 1_100_000, "f-co", "1 100 000 FCFA"),
            ("Secteur privé", 900_000, "f-pr", "900 000 FCFA"),
            ("État", 450_000, "f-et", "450 000 FCFA"),
        ],
        "entries": [
            {"title": "En cours", "when": "18 septembre", "text": "La pièce est commandée.",
             "who": "Comité de suivi"},
            {"title": "Pas commencée", "when": "7 septembre"},
        ],
        "first": first, "last": last,
        "actions": [
            ("Réparer la pompe du marché", day(2026, 9, 7), day(2026, 9, 26), "f-pr"),
            ("Ouvrir un point d’eau", day(2026, 10, 19), day(2026, 11, 21), "f-co"),
            ("Former les commerçants", None, None, "f-et"),
        ],
    }  # fmt: skip


def _steps() -> list[dict[str, str]]:
    return [
        {"name": "Filières", "state": "done", "note": "terminée le 30 juin", "icon": "leaf"},
        {"name": "Besoins", "state": "done", "note": "terminée le 18 juillet", "icon": "talk"},
        {"name": "Réunion", "state": "late", "note": "en retard de 4 jours", "icon": "people"},
        {"name": "Plan", "state": "later", "note": "avant le 31 août", "icon": "plan"},
        {"name": "Suivi", "state": "later", "note": "septembre à nov.", "icon": "eye"},
    ]


def _tasks() -> list[dict[str, str]]:
    return [
        {"name": "Ajouter les actions", "url": "#", "hint": "8 actions", "status": "done"},
        {"name": "Nommer un responsable par action", "url": "#", "hint": "6 actions sur 8",
         "status": "doing"},
        {"name": "Imprimer le projet de délibération", "url": "#", "status": "todo"},
        {"name": "Noter la délibération", "hint": "Peut venir plus tard", "status": "later"},
    ]  # fmt: skip
