"""Addresses of the room, under /phan-anh/."""

from __future__ import annotations

from django.urls import URLPattern, path

from minhchung.feedback import web
from minhchung.feedback.actions import COMPLAINTS, DENUNCIATIONS
from minhchung.feedback.actions.acting import Matter

app_name = "feedback"


def _cases(start: str, matter: Matter) -> list[URLPattern]:
    name = matter.name
    return [
        path(f"{start}/", web.case_list(matter), name=f"{name}_list"),
        path(f"{start}/vao-so/", web.case_new(matter), name=f"{name}_new"),
        path(f"{start}/<int:number>/", web.case(matter), name=name),
        path(f"{start}/<int:number>/nguoi-gui/", web.identity(matter), name=f"{name}_identity"),
        path(f"{start}/<int:number>/viec/<slug:slug>/", web.case_deed(matter), name=f"{name}_deed"),
    ]


urlpatterns = [
    path("", web.listing, name="feedback_list"),
    *(each for each in web.FeedbackRegister.urls("") if each.name != "feedback_list"),
    path("tiep-nhan/", web.receive, name="receive"),
    path("<int:number>/viec/<slug:slug>/", web.deed, name="deed"),
    path("<int:number>/tep/<int:file>/", web.file, name="file"),
    *_cases("khieu-nai", COMPLAINTS),
    *_cases("to-cao", DENUNCIATIONS),
    path("hai-long/", web.results, name="surveys"),
    path("hai-long/nhap/", web.slip, name="slip"),
    path("hai-long/nhap/<int:number>/", web.slip_for, name="slip_for"),
    path("hai-long/phieu-moi/<int:number>/", web.invitation, name="invitation"),
    path("hai-long/diem/<int:number>/", web.mark, name="survey_mark"),
    path("hai-long/<int:number>/", web.answer, name="survey_answer"),
]
