"""Addresses of feedback, under /phan-anh/."""

from __future__ import annotations

from minhchung.feedback.web import FeedbackRegister

app_name = "feedback"
urlpatterns = FeedbackRegister.urls("")
