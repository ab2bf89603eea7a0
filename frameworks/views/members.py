"""Who sits in the framework, by college."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from communes.access import Action
from communes.guard import SignedInRequest, get_visible, guarded, may_here
from communes.models import Commune, Organisation
from foundation.records.today import today
from frameworks import services
from frameworks.forms.frameworks import EndMembershipForm, MembersForm
from frameworks.models import Framework, FrameworkMember
from frameworks.views.common import accepted, current, done, no_framework_yet


@require_http_methods(["GET", "POST"])
@guarded(Action.READ)
def members(request: SignedInRequest, commune: Commune) -> HttpResponse:
    """The organisations that sit, and a tick list of those that do not yet."""
    found = current(request, commune)
    if found is None:
        return no_framework_yet(commune)
    form = _form(request, commune, found)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["organisations"]
        added = services.add_members(
            found, chosen, by=request.user, since=form.cleaned_data["since"]
        )
        sentence = ngettext(
            "%(count)s organisation now sits in the framework.",
            "%(count)s organisations now sit in the framework.",
            added,
        )
        return done(request, sentence % {"count": added}, "frameworks:members")
    rows = found.members.select_related("organisation")
    sitting = set(found.members.sitting().values_list("pk", flat=True))
    return render(
        request,
        "frameworks/members.html",
        {
            "framework": found,
            "form": form,
            "sitting": [row for row in rows if row.pk in sitting],
            "past": [row for row in rows if row.pk not in sitting],
            "may_edit": may_here(request, Action.EDIT_FRAMEWORK),
        },
    )


def _form(request: SignedInRequest, commune: Commune, found: Framework) -> MembersForm:
    known = Organisation.objects.visible_to(request.user).usable_in(commune).active()
    seated = found.members.filter(until=None).values("organisation")
    return MembersForm(request.POST or None, organisations=known.exclude(pk__in=seated))


@require_http_methods(["GET", "POST"])
@guarded(Action.EDIT_FRAMEWORK)
def end(request: SignedInRequest, commune: Commune, pk: int) -> HttpResponse:
    """An organisation leaves the framework; what it did stays."""
    rows = FrameworkMember.objects.in_commune(commune).select_related(
        "organisation", "framework__commune"
    )
    member: FrameworkMember = get_visible(rows, request.user, pk=pk)
    stands = {"until": member.until}
    form = EndMembershipForm(request.POST or None, stands=stands, initial={"until": today()})
    if form.is_valid() and accepted(
        form,
        lambda: services.end_membership(member, by=request.user, until=form.cleaned_data["until"]),
        "until",
    ):
        sentence = _("%(name)s no longer sits in the framework.") % {"name": member.organisation}
        return done(request, sentence, "frameworks:members")
    return render(request, "frameworks/member_end.html", {"form": form, "member": member})
