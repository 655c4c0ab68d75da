"""The application of plain screens; it has templates and no tables."""

from django.apps import AppConfig
from django.forms.models import BaseModelForm


class RegistersConfig(AppConfig):
    name = "minhchung.ground.registers"
    label = "registers"
    verbose_name = "Màn hình danh mục"

    def ready(self) -> None:
        """Let rooms write ``ModelForm[Person]`` for the type checker: Django's own class does not take it yet."""
        if not hasattr(BaseModelForm, "__class_getitem__"):
            BaseModelForm.__class_getitem__ = classmethod(lambda cls, _model: cls)  # type: ignore[attr-defined]
