"""Writers at once: the tally neither loses a change nor lets two writers block each other for good."""

from __future__ import annotations

import threading
from datetime import datetime

import pytest
from django.db import connection, transaction

from minhchung.dossiers.counting import tallied
from minhchung.dossiers.models import TALLY, Dossier, Tally
from minhchung.dossiers.tests.cast import a_board, a_dossier, a_procedure

WRITERS, CHANGES = 4, 40
MONDAY = datetime(2026, 4, 6, 9)


@pytest.mark.only_on("postgresql")  # SQLite lets one writer in at a time
@pytest.mark.django_db(transaction=True)
def test_crossing_writers_leave_a_true_tally() -> None:
    version = a_procedure(a_board())
    for number in range(WRITERS):
        a_dossier(version, MONDAY, code=f"{number}")
    faults: list[BaseException] = []
    totals: set[int] = set()
    done = threading.Event()

    def write(number: int) -> None:
        try:
            for change in range(CHANGES):
                with transaction.atomic():  # each touches two combinations, half of them in the other order
                    for channel in ("online", "post")[:: 1 if number % 2 else -1]:
                        Dossier.objects.filter(code=str(number)).update(channel=channel)
                    if change % 10 == 9:
                        transaction.set_rollback(True)
        except BaseException as fault:  # noqa: BLE001 (told below)
            faults.append(fault)
        finally:
            connection.close()

    def read() -> None:
        try:
            while not done.is_set():
                totals.add(tallied().total)
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(WRITERS)]
    reader = threading.Thread(target=read)
    for each in (*writers, reader):
        each.start()
    for each in writers:
        each.join()
    done.set()
    reader.join()
    assert faults == []
    assert totals == {WRITERS}, "a reader never sees a number that is not true"
    assert list(TALLY.faults(Dossier, Tally)) == []
