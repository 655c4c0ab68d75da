"""What an answer says of itself to whoever gives it again without asking the door that made it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

#: Counts the reader behind a request, or does not.
Count = Callable[[HttpRequest], None]
_SAME, _COUNT = "_the_same_for_all_by", "_each_reader_counted_by"


def same_for_all(answer: HttpResponse, parameters: tuple[str, ...]) -> None:
    """Say that everybody is answered so who is not signed in and asks with these parameters of the address alone."""
    setattr(answer, _SAME, parameters)


def parameters_of(answer: HttpResponse) -> tuple[str, ...] | None:
    """The parameters by which an answer differs that is the same for everybody; None for any other answer."""
    found: tuple[str, ...] | None = getattr(answer, _SAME, None)
    return found


def count_each_reader(request: HttpRequest, answer: HttpResponse, count: Count) -> None:
    """Count whoever reads this answer: the one who has asked for it, and those to whom it is given again."""
    if request.method == "GET":
        count(request)
        setattr(answer, _COUNT, count)


def counted_by(answer: HttpResponse) -> Count | None:
    """How those are counted to whom it is given again."""
    found: Count | None = getattr(answer, _COUNT, None)
    return found
