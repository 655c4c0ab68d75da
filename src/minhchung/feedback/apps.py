"""The feedback application."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "minhchung.feedback"
    label = "feedback"
    verbose_name = "Phản ánh, kiến nghị"
