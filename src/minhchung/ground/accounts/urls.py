"""Addresses of accounts."""

from django.urls import path

from minhchung.ground.accounts import web

app_name = "accounts"
urlpatterns = [
    path("", web.mine, name="mine"),
    path("dang-nhap/", web.sign_in, name="sign_in"),
    path("dang-xuat/", web.sign_out, name="sign_out"),
    path("mat-khau/", web.ChangePassword.as_view(), name="password"),
    path("ngon-ngu/", web.set_language, name="language"),
    path("lam-thay/", web.lent, name="lent"),
    path("lam-thay/<int:number>/thu-lai/", web.take_back, name="take_back"),
    path("nguoi-dung/", web.users, name="users"),
    path("nguoi-dung/them/", web.new_user, name="new_user"),
    path("nguoi-dung/<int:number>/", web.edit_user, name="edit_user"),
    path("nguoi-dung/<int:number>/mat-khau/", web.give_password, name="give_password"),
]
