"""Addresses of accounts."""

from django.urls import path

from minhchung.ground.accounts.web import accounts as web
from minhchung.ground.accounts.web import second_step

app_name = "accounts"
urlpatterns = [
    path("", web.mine, name="mine"),
    path("dang-nhap/", web.sign_in, name="sign_in"),
    path("dang-nhap/buoc-hai/", second_step.try_code, name="second_step"),
    path("dang-xuat/", web.sign_out, name="sign_out"),
    path("mat-khau/", web.ChangePassword.as_view(), name="password"),
    path("hai-buoc/", second_step.mine, name="two_steps"),
    path("hai-buoc/thiet-lap/", second_step.set_up, name="set_up_second_step"),
    path("hai-buoc/ma-du-phong/", second_step.new_codes, name="recovery_codes"),
    path("hai-buoc/tat/", second_step.drop, name="drop_second_step"),
    path("ngon-ngu/", web.set_language, name="language"),
    path("lam-thay/", web.lent, name="lent"),
    path("lam-thay/<int:number>/thu-lai/", web.take_back, name="take_back"),
    path("nguoi-dung/", web.users, name="users"),
    path("nguoi-dung/them/", web.new_user, name="new_user"),
    path("nguoi-dung/<int:number>/", web.edit_user, name="edit_user"),
    path("nguoi-dung/<int:number>/mat-khau/", web.give_password, name="give_password"),
    path("nguoi-dung/<int:number>/bo-buoc-hai/", second_step.reset, name="reset_second_step"),
]
