"""What is Vietnamese whatever language the reader of the screens has chosen: worksheets, exports, reports."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils import translation

Given = ParamSpec("Given")
Found = TypeVar("Found")


def in_vietnamese(function: Callable[Given, Found]) -> Callable[Given, Found]:
    """The function with its words in Vietnamese; safe in threads, which ``translation.override`` on a def is not."""

    @wraps(function)
    def run(*given: Given.args, **named: Given.kwargs) -> Found:
        with translation.override("vi"):
            return function(*given, **named)

    return run
