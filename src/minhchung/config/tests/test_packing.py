"""Our own style sheets and programs are sent packed to browsers that take them so, plain to the others."""

from __future__ import annotations

import gzip

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.wsgi import get_wsgi_application
from django.test import Client, RequestFactory

from minhchung.config.front import Front


@pytest.mark.parametrize("name", ["skin/skin.css", "skin/skin.js", "skin/mark.svg"])
def test_a_file_is_the_same_packed_and_plain(name: str) -> None:
    url, client = f"{settings.STATIC_URL}{name}", Client()
    plain = client.get(url)
    packed = client.get(url, headers={"accept-encoding": "gzip"})
    content = b"".join(plain.streaming_content)
    sent = b"".join(packed.streaming_content)
    assert "Content-Encoding" not in plain and packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(sent) == content and int(packed["Content-Length"]) == len(sent) < len(content)
    assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"
    found = finders.find(name)
    assert isinstance(found, str)
    with open(found, "rb") as file:
        assert file.read() == content
    again = client.get(url, headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})
    assert again.status_code == 304


def test_fonts_are_packed_already() -> None:
    url = f"{settings.STATIC_URL}skin/fonts/be-vietnam-pro-latin-400-normal.woff2"
    assert "Content-Encoding" not in Client().get(url, headers={"accept-encoding": "gzip"})


@pytest.mark.django_db
def test_the_front_leaves_them_to_be_packed() -> None:
    told: list[dict[str, str]] = []
    front = Front(get_wsgi_application(), seconds=10)
    request = RequestFactory().get(f"{settings.STATIC_URL}skin/skin.css", headers={"accept-encoding": "gzip"})
    for piece in front(request.environ, lambda _status, headers, _wrong=None: told.append(dict(headers))):
        assert piece
    assert told[0]["Content-Encoding"] == "gzip"
