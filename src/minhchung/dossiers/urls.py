"""Addresses of dossiers, under /ho-so/."""

from __future__ import annotations

from django.urls import path

from minhchung.dossiers import web
from minhchung.ground.registers.web import detail

app_name = "dossiers"
urlpatterns = [
    path("", web.listing, name="dossier_list"),
    path("csv/", web.download, name="dossier_csv"),
    path("xuat/<slug:kind>/", web.export, name="export"),
    path("cot/", web.choose_columns, name="choose_columns"),
    path("bo-loc/", web.save_list, name="keep_filter"),
    path("bo-loc/<int:number>/", web.saved_list, name="kept_filter"),
    path("tiep-nhan/", web.receive, name="receive"),
    path("hang-loat/", web.bulk_runs, name="bulk_runs"),
    path("hang-loat/moi/", web.bulk_new, name="bulk_new"),
    path("hang-loat/<int:number>/", web.bulk_run, name="bulk_run"),
    path("hang-loat/<int:number>/xac-nhan/", web.bulk_confirm, name="bulk_confirm"),
    path("hang-loat/<int:number>/dung/", web.bulk_stop, name="bulk_stop"),
    path("truc-tuyen/", web.online_page, name="online"),
    path("doi-chieu/", web.reconciling.compare, name="compare"),
    path("doi-chieu/<int:number>/", web.reconciling.result, name="reconciliation"),
    path("doi-chieu/<int:number>/<int:difference>/", web.reconciling.settled, name="settle"),
    path("thu-cat-giam/", web.replaying.trials, name="trials"),
    path("thu-cat-giam/<int:number>/", web.replaying.trial, name="trial"),
    path("thu-cat-giam/<int:number>/quyet-dinh/", web.replaying.decided, name="trial_decided"),
    path("chuyen-quy-trinh/", web.process_moves, name="process_moves"),
    path("chuyen-quy-trinh/<int:number>/", web.process_move, name="process_move"),
    *web.PostingsRegister.urls("noi-lam-viec"),
    path("so-theo-doi/", web.book_page, name="book"),
    path("so-theo-doi/tep/<slug:suffix>/", web.book_file, name="book_file"),
    path("mau-giay/", web.paper_templates, name="paper_templates"),
    path("mau-giay/<slug:kind>/xem-thu/", web.preview, name="paper_preview"),
    path("<int:number>/giay/<slug:kind>/<int:event>/", web.make, name="make_paper"),
    path("<int:number>/giay/<slug:kind>/<int:event>/<slug:suffix>/", web.paper, name="paper"),
    path("<int:number>/thanh-phan/", web.attachments.components, name="components"),
    path("<int:number>/tep/", web.attachments.attachments, name="attachments"),
    path("<int:number>/tep/gui/", web.uploads.attach, name="attach"),
    path("<int:number>/tep/tai-len/", web.uploads.begin, name="upload_begin"),
    path("<int:number>/tep/tai-len/<uuid:key>/", web.uploads.upload, name="upload"),
    path("<int:number>/tep/<int:file>/", web.attachments.attachment, name="attachment"),
    path("<int:number>/tep/<int:file>/xem/", web.attachments.shown, name="attachment_shown"),
    path("<int:number>/tep/<int:file>/luu/", web.attachments.saved, name="attachment_saved"),
    path("<int:number>/tep/<int:file>/bo/", web.attachments.detach, name="detach"),
    path("<int:number>/bao-lai/<int:notice>/", web.tell_anew, name="tell_anew"),
    path("<int:number>/viec/<slug:slug>/", web.deed, name="deed"),
    path("<int:number>/", detail(web.DossiersRegister), name="dossier"),
]
