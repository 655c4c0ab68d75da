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
    path("thu-cat-giam/<int:number>/csv/", web.replaying.trial_csv, name="trial_csv"),
    path("thu-cat-giam/<int:number>/quyet-dinh/", web.replaying.decided, name="trial_decided"),
    path("lich-lam-viec/", web.calendars.calendar, name="calendar"),
    path("lich-lam-viec/khai-bao/<slug:kind>/", web.calendars.declare, name="calendar_declare"),
    path("lich-lam-viec/<int:number>/", web.calendars.change, name="calendar_change"),
    path("lich-lam-viec/<int:number>/sua/", web.calendars.redraft, name="calendar_redraft"),
    path("lich-lam-viec/<int:number>/csv/", web.calendars.download, name="calendar_csv"),
    path("lich-lam-viec/<int:number>/trinh/", web.calendars.submit, name="calendar_submit"),
    path("lich-lam-viec/<int:number>/bo/", web.calendars.drop, name="calendar_drop"),
    path("lich-lam-viec/<int:number>/duyet/", web.calendars.approve, name="calendar_approve"),
    path("lich-lam-viec/<int:number>/tra-lai/", web.calendars.send_back, name="calendar_send_back"),
    path("lich-lam-viec/<int:number>/lam-tiep/", web.calendars.go_on, name="calendar_go_on"),
    path("chuyen-quy-trinh/", web.process_moves, name="process_moves"),
    path("chuyen-quy-trinh/<int:number>/", web.process_move, name="process_move"),
    *web.PostingsRegister.urls("noi-lam-viec"),
    path("so-theo-doi/", web.book_page, name="book"),
    path("so-theo-doi/tep/<slug:suffix>/", web.book_file, name="book_file"),
    path("mau-giay/", web.paper_templates, name="paper_templates"),
    path("mau-giay/<slug:kind>/xem-thu/", web.preview, name="paper_preview"),
    path("<int:number>/giay/<slug:kind>/<int:event>/", web.make, name="make_paper"),
    path("<int:number>/giay/<slug:kind>/<int:event>/<slug:suffix>/", web.paper, name="paper"),
    path("<int:number>/bao-lai/<int:notice>/", web.tell_anew, name="tell_anew"),
    path("<int:number>/viec/<slug:slug>/", web.deed, name="deed"),
    path("<int:number>/", detail(web.DossiersRegister), name="dossier"),
]
