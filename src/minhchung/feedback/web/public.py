"""The survey for whoever holds a receipt: no sign-in, no script, nobody's name; a few tries a minute."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from minhchung.dossiers.desk_queries import ended
from minhchung.dossiers.papers.tokens import dossier_of
from minhchung.feedback import actions, survey_queries
from minhchung.feedback.actions import surveying
from minhchung.feedback.forms import SurveyForm
from minhchung.feedback.models import SurveyWay
from minhchung.feedback.surveys import edition_on
from minhchung.feedback.web.desk import tell
from minhchung.ground.knocks.addresses import address_of

#: How many times a minute one address may ask for surveys. Guessing a token is hopeless anyway: it has a hundred bits.
TRIES, MINUTE = 30, 60


@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask, keep the answer, say thank you; the same page afterwards says that it was answered."""
    number = dossier_of(token)
    dossier = survey_queries.subject(number) if number is not None else None
    if number is None or dossier is None:
        raise Http404(_("Mã này không dẫn đến hồ sơ nào. Hãy quét lại mã trên giấy tiếp nhận."))
    if _too_often(request):
        return _private(render(request, "feedback/survey_wait.html", status=429))
    done, day = survey_queries.answered(number), ended(number)
    edition = edition_on(day.date()) if day is not None else None
    context = {"code": dossier.code, "done": done, "edition": edition, "token": token}
    if done is not None or edition is None:
        return _private(render(request, "feedback/survey.html", context))
    sent = request.POST if request.method == "POST" else None
    form = SurveyForm(sent, edition=edition)
    if sent is not None and form.is_valid():
        try:
            surveying.answer(
                dossier=number,
                marks=form.marks(),
                way=SurveyWay.LINK,
                by="",
                at=datetime.now().replace(microsecond=0),
                comment=form.cleaned_data["comment"],
            )
        except surveying.AnsweredBefore:
            return redirect("survey", token)
        except actions.Refusal as refusal:
            tell(form, refusal)
        else:
            return redirect("survey", token)
    context["form"] = form
    return _private(render(request, "feedback/survey.html", context, status=422 if form.errors else 200))


def _too_often(request: HttpRequest) -> bool:
    key = f"survey:{address_of(request)}"
    cache.add(key, 0, MINUTE)
    try:
        return cache.incr(key) > TRIES
    except ValueError:  # it ran out between the two
        return False


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
