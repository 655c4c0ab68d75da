"""A dossier received and handed on over the real pages, each answer written into a ledger outside.

Run as a program of its own, so that it can be killed at any of its writing calls:
``python counter_day.py DATA-FOLDER LEDGER FORM-MARK FORM-MARK``. The same marks again are the same two forms sent again.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from minhchung.config.cli.setup import start_django

APPLICANT = "Công ty Bị Ngắt Giữa Chừng"


def main(folder: Path, ledger_file: Path, first: str, second: str) -> None:
    """Receive, then hand on; end with an error when a page answers otherwise than it should."""
    start_django(folder)
    from django.test import Client

    from minhchung.ground.accounts.models import User
    from robustness.outside import Ledger

    ledger = Ledger(ledger_file)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(User.objects.get(username="one_stop"))
    page = client.get("/ho-so/tiep-nhan/").content.decode()
    procedure = re.search(r'<option value="(\d+\|[^"]*)"', page)
    assert procedure is not None
    told = {
        "form_key": first,
        "procedure": procedure[1],
        "channel": "direct",
        "applicant_kind": "enterprise",
        "applicant_name": APPLICANT,
        "applicant_email": "nop@vidu.vn",
        "return_way": "counter",
    }
    answer = client.post("/ho-so/tiep-nhan/", told)
    assert answer.status_code == 302, answer.content.decode()
    url = answer["Location"]
    code = re.search(r"NB/\d{4}/\d{6}", client.get(url).content.decode())
    assert code is not None
    ledger.note("received", form=first, code=code[0], applicant=APPLICANT, channel="direct", deed="accept")
    page = client.get(f"{url}viec/chuyen/").content.decode()
    unit = re.search(r'<option value="(\d+)"', page.partition('id="id_to_unit"')[2])
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert unit is not None and revision is not None
    sent = {"form_key": second, "revision": revision[1], "to_unit": unit[1], "to_holder": "", "content": ""}
    answer = client.post(f"{url}viec/chuyen/", sent)
    assert answer.status_code == 302, answer.content.decode()
    ledger.note("done", form=second, code=code[0], deed="hand_on")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:5])
