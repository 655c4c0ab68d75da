"""The room of connectors."""

from django.apps import AppConfig


class MirrorConfig(AppConfig):
    """Its tables bear the prefix ``mirror``."""

    name = "minhchung.ground.mirror"
    label = "mirror"
