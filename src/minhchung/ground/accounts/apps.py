"""The accounts application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "minhchung.ground.accounts"
    label = "accounts"
    verbose_name = "Tài khoản"
