"""Every address of the product, room by room in the order of the house."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import RedirectView

from minhchung.config import dashboard, web
from minhchung.config.access.web import arrange_sights, rights
from minhchung.config.citers import arrange_citers
from minhchung.config.heads import arrange_figures
from minhchung.config.importers import importer_class, names
from minhchung.config.mine.web import finding, inbox
from minhchung.config.products import arrange_products
from minhchung.dossiers.web import calculator, confirm_following, follow, look_up, stop_following, track
from minhchung.feedback.web import send, sent, supplement, survey
from minhchung.ground.intake.kinds import provide
from minhchung.portal.web import page, paper

arrange_figures()
arrange_sights()
arrange_products()
arrange_citers()
provide(names(), importer_class)

#: A room without a page of its own at its root opens at its first list.
ROOTS = {
    "nhan-su/": "staff:person_list",
    "van-ban-phap-luat/": "legislation:document_list",
    "tai-chinh/": "finance:agency_autonomy_list",
    "chi-dao/": "direction:plan_list",
    "van-thu/": "correspondence:outgoing_document_list",
}

urlpatterns: list[URLPattern | URLResolver] = [
    *(
        path(
            root,
            RedirectView.as_view(pattern_name=name, http_method_names=["get", "head"]),
            name=f"{name.partition(':')[0]}_root",
        )
        for root, name in ROOTS.items()
    ),
    path("healthz", web.healthz, name="healthz"),
    path("lam-viec/", dashboard.dashboard, name="dashboard"),
    path("viec-cua-toi/", inbox.inbox, name="mine"),
    path("viec-cua-toi/lich/", inbox.month, name="my_month"),
    path("viec-cua-toi/lich.ics", inbox.calendar, name="my_calendar"),
    path("tim/", finding.find, name="find"),
    path("lich-su/<slug:room>/<slug:matter>/<int:number>/", finding.story, name="story"),
    path("don-vi/", include("minhchung.organisation.urls")),
    path("nhan-su/", include("minhchung.staff.urls")),
    path("van-ban-phap-luat/", include("minhchung.legislation.urls")),
    path("thu-tuc/", include("minhchung.procedures.urls")),
    path("tai-chinh/", include("minhchung.finance.urls")),
    path("ho-so/", include("minhchung.dossiers.urls")),
    path("tinh-thoi-han/", calculator, name="calculator"),
    path("tra-cuu/", track, name="track"),
    path("tra-cuu/<slug:token>/", look_up, name="look_up"),
    path("tra-cuu/<slug:token>/nhan-tin/", follow, name="follow"),
    path("nhan-tin/xac-nhan/<slug:token>/", confirm_following, name="confirm_following"),
    path("nhan-tin/dung/<slug:token>/", stop_following, name="stop_following"),
    path("gui-phan-anh/", send, name="send_feedback"),
    path("gui-phan-anh/<slug:token>/", sent, name="sent_feedback"),
    path("gui-phan-anh/<slug:token>/bo-sung/", supplement, name="supplement_feedback"),
    path("danh-gia/<slug:token>/", survey, name="survey"),
    path("phan-anh/", include("minhchung.feedback.urls")),
    path("chi-dao/", include("minhchung.direction.urls")),
    path("van-thu/", include("minhchung.correspondence.urls")),
    path("chi-tieu/", include("minhchung.figures.urls")),
    path("bao-cao/", include("minhchung.reports.urls")),
    path("nhap-lieu/", include("minhchung.ground.intake.urls")),
    path("tai-khoan/quyen/", rights, name="rights"),
    path("tai-khoan/", include("minhchung.ground.accounts.urls")),
    path("nhat-ky/", include("minhchung.ground.trail.urls")),
    path("thong-bao/", include("minhchung.ground.notices.urls")),
    path("bo-noi/", include("minhchung.ground.mirror.urls")),
    path("tep/", include("minhchung.ground.files.urls")),
    path("skin/", include("minhchung.ground.skin.urls")),
    path("bien-tap/", web.editor, name="editor"),
    path("", include("minhchung.portal.urls")),
    path("tep-dinh-kem/<int:number>/<str:name>", paper, name="wagtaildocs_serve"),
    re_path(r"^(?P<path>(?:[\w\-]+/)+)$", page, name="wagtail_serve"),
]

handler400 = "minhchung.config.web.bad_request"
handler403 = "minhchung.config.web.forbidden"
handler404 = "minhchung.config.web.not_found"
handler500 = "minhchung.config.web.server_error"
