"""A process of its own at the desk of a small agency: does what its standard input says, line by line.

``receive`` receives a dossier and says its due moment; ``hold`` receives one and keeps its transaction open until the
next line; ``cut`` cuts the limit to three working days in plain SQL; ``declare`` declares a day off and says what it
would touch; ``approve`` approves it as soon as what was seen still stands; ``check`` says what the oracle finds.
"""

from __future__ import annotations

import sys
from pathlib import Path

from minhchung.config.cli.setup import migrate, start_django


def say(*words: object) -> None:
    """A line for whoever listens."""
    sys.stdout.write(" ".join(str(word) for word in words) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read and do."""
    start_django(Path(sys.argv[1]))
    if len(sys.argv) > 2:
        migrate()
    from django.db import connection, transaction

    from minhchung.dossiers.actions import Outdated, Refusal, receive
    from minhchung.dossiers.actions.calendaring import apply_some, approve_change
    from minhchung.dossiers.models import Dossier
    from minhchung.dossiers.tests import cast
    from minhchung.dossiers.tests.calendar_cast import NOW, a_change, faults, previewed
    from minhchung.procedures.models import ProcedureVersion

    version = cast.an_own_desk() if len(sys.argv) > 2 else ProcedureVersion.objects.get()

    def received() -> str:
        moment = cast.at("2026-04-06T09:00")
        made = receive(filing=cast.a_filing(version), by=cast.an_actor(), at=moment)
        return f"{made.due_at:%d/%m %H:%M}"

    say("ready")
    for line in sys.stdin:
        match line.strip():
            case "receive":
                say(received())
            case "hold":
                with transaction.atomic():
                    due = received()
                    say("holding", due)
                    sys.stdin.readline()
                say("done")
            case "cut":
                with connection.cursor() as cursor:
                    cursor.execute("UPDATE procedures_procedurecase SET committed_limit = 3")
                say("cut")
            case "declare":
                change = a_change()
                seen = previewed(change)
                say("saw", len(seen.lines))
            case "approve":
                say("approving")
                while True:
                    try:
                        approve_change(change=change, seen=seen.mark, by="binh", at=NOW)
                        break
                    except Outdated:
                        seen = previewed(change)
                        say("sees", len(seen.lines))
                    except Refusal as busy:  # longer than anybody waits: once more
                        if "kéo dài" not in str(busy):
                            raise
                while not apply_some(change=change, at=NOW).done:
                    pass
                say("approved")
            case "check":
                days = sorted({f"{each.due_at:%d/%m %H:%M}" for each in Dossier.objects.all()})
                say("; ".join([*days, *faults()]))


if __name__ == "__main__":
    main()
