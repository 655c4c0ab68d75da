"""Files put into the folder: waited for until they are whole, claimed once, taken in once, put away with their answer."""

from __future__ import annotations

import os
from pathlib import Path

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from minhchung.config import urls  # noqa: F401 (offers the importers)
from minhchung.dossiers.models import Dossier
from minhchung.dossiers.tests.cast import a_board, a_procedure
from minhchung.ground.accounts.actions import create_user
from minhchung.ground.accounts.policy import Role
from minhchung.ground.intake import runs
from minhchung.ground.intake.kinds import kind_named
from minhchung.ground.intake.models import ImportRun
from minhchung.ground.mirror import actions, web
from minhchung.ground.mirror.actions.dropping import CLAIMED, DONE, FAILED, waiting_files
from minhchung.ground.mirror.actions.holding import hold
from minhchung.ground.mirror.models import Connector, Round
from minhchung.ground.mirror.patience import LEASE
from minhchung.ground.mirror.tests.cast import AT, HandClock, a_setup, look

pytestmark = pytest.mark.django_db
HEAD = "Mã hồ sơ,Mã TTHC,Người nộp,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái"
ROW = "H61.15-260806-{n:04d},1.000105,Công ty Đông Á,06/08/2026 09:00,13/08/2026 17:30,4"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    a_procedure(a_board())
    made = tmp_path / "tha-tep"
    made.mkdir()
    return made


def drop(folder: Path, *rows: str, name: str = "ho-so.csv", age: float = 60) -> Path:
    """A file whose last change is so many seconds old."""
    path = folder / name
    path.write_text("\n".join((HEAD, *rows)), encoding="utf-8")
    touched = AT.timestamp() - age
    os.utime(path, (touched, touched))
    return path


def names(folder: Path, part: str) -> list[str]:
    return sorted(path.name for path in (folder / part).iterdir())


def test_a_file_is_taken_in_and_put_away_with_the_workbook_that_answers_it(folder: Path) -> None:
    drop(folder, ROW.format(n=1), ROW.format(n=2).replace("1.000105", "9.999999"))
    assert look(folder) == ("partly",)
    assert [each.code for each in Dossier.objects.all()] == ["H61.15-260806-0001"]
    assert not [path for path in folder.iterdir() if path.is_file()] and names(folder, CLAIMED) == []
    kept, answer = names(folder, DONE)
    assert (kept, answer) == ("20260827-080000-ho-so.csv", "20260827-080000-ho-so.csv.tra-loi.xlsx")
    book = openpyxl.load_workbook(folder / DONE / answer)
    assert "Không có thủ tục “9.999999”" in str(
        [[cell.value for cell in row] for row in book["Kết quả kiểm tra"]]
    )
    round_ = Round.objects.get()
    assert (round_.file, round_.words) == (kept, "1 mới, 0 thay đổi, 0 không đổi, 1 bị từ chối.")
    assert Connector.objects.get().last_success_at == AT


def test_the_same_file_is_never_taken_in_twice_under_whatever_name(folder: Path) -> None:
    drop(folder, ROW.format(n=1))
    assert look(folder) == ("done",)
    drop(folder, ROW.format(n=1), name="lai.csv")
    assert look(folder) == ("repeated",)
    assert (ImportRun.objects.count(), Round.objects.filter(outcome="repeated").count()) == (1, 1)
    assert "lai.csv" in str(names(folder, DONE))


def test_a_file_that_a_person_imported_is_not_taken_in_again(folder: Path) -> None:
    path = drop(folder, ROW.format(n=1))
    kind = kind_named("dossiers")
    assert kind is not None
    run = runs.begin(path, kind.importer(), runs.mapping_for(path, kind.importer()), by="an", at=AT)
    runs.carry_on(run, kind.importer(), by="an", clock=HandClock())
    assert look(folder) == ("repeated",)


@pytest.mark.parametrize(
    "name", [".ho-so.csv", "~$ho-so.xlsx", "ho-so.csv.part", "ho-so.tmp", "ghi-chu.txt", "ho-so.exe"]
)
def test_what_is_no_finished_file_of_data_is_left_alone(folder: Path, name: str) -> None:
    drop(folder, ROW.format(n=1), name=name)
    assert look(folder) == ()
    assert (folder / name).exists()


def test_a_file_that_is_still_written_is_waited_for(folder: Path) -> None:
    path = drop(folder, ROW.format(n=1), age=3)
    clock = HandClock()
    assert look(folder, clock) == ()
    with path.open("a", encoding="utf-8") as file:
        file.write("\n" + ROW.format(n=2))
    os.utime(path, (clock().timestamp(), clock().timestamp()))
    clock.pass_by(seconds=9)
    assert look(folder, clock) == ()
    clock.pass_by(seconds=2)
    assert look(folder, clock) == ("done",)
    assert Dossier.objects.count() == 2


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = drop(tmp_path, ROW.format(n=1), name="ngoai.csv")
    (folder / "link.csv").symlink_to(secret)
    assert waiting_files(folder, AT) == []


def test_a_file_that_cannot_be_read_is_waited_for_and_then_put_aside_with_the_reason(folder: Path) -> None:
    path = folder / "hong.xlsx"
    path.write_bytes(b"PK\x03\x04 cut short")
    clock = HandClock()
    os.utime(path, (AT.timestamp() - 60,) * 2)
    assert look(folder, clock) == ()
    assert path.exists()  # perhaps it is still being copied
    clock.pass_by(minutes=10)
    assert look(folder, clock) == ("failed",)
    put, why = names(folder, FAILED)
    assert put.endswith("hong.xlsx") and why == f"{put}.txt"
    assert (folder / FAILED / why).read_text(encoding="utf-8").strip() == Round.objects.get().words
    assert Connector.objects.get().failures == 1


def test_a_file_about_something_else_is_put_aside(folder: Path) -> None:
    path = folder / "khac.csv"
    path.write_text("Tên,Tuổi\nAn,3\n", encoding="utf-8")
    os.utime(path, (AT.timestamp() - 3600,) * 2)
    assert look(folder) == ("failed",)
    assert "Không tìm thấy dòng tiêu đề cột" in Round.objects.get().words


def test_what_a_killed_worker_left_is_taken_up_again(folder: Path) -> None:
    (folder / CLAIMED).mkdir()
    drop(folder / CLAIMED, ROW.format(n=1), name="20260827-075900-ho-so.csv")
    assert look(folder) == ("done",)
    assert names(folder, CLAIMED) == [] and len(names(folder, DONE)) == 2


def test_one_worker_at_a_time_and_a_dead_one_loses_it(folder: Path) -> None:
    drop(folder, ROW.format(n=1))
    clock = HandClock()
    dead = hold("folder", clock())
    with pytest.raises(actions.Busy):
        look(folder, clock)
    assert actions.due(a_setup(folder=folder), clock()) == ()
    clock.pass_by(seconds=LEASE.total_seconds())
    assert look(folder, clock) == ("done",)
    with pytest.raises(actions.Busy):
        dead.still(clock())  # who was taken for dead must stop


def test_only_the_keeper_sees_the_connectors_and_runs_them(
    folder: Path, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MIRROR_FOLDER = folder  # type: ignore[attr-defined]
    monkeypatch.setattr(web, "start", lambda name, setup, *, by: started.append((name, by)))
    started: list[tuple[str, str]] = []
    drop(folder, ROW.format(n=1))
    look(folder)
    for role, status in ((Role.IT, 200), (Role.ONE_STOP, 403)):
        user = create_user(
            username=str(role), full_name="Lê An", role=role, password="bốn mùa xuân hạ", by="x", at=AT
        )
        client = Client()
        client.force_login(user, backend="minhchung.ground.accounts.backends.Accounts")
        page = client.get(reverse("mirror:connectors"))
        assert page.status_code == status
        client.post(reverse("mirror:run", args=["folder"]))
    assert started == [("folder", "it")]
    it = Client()
    it.force_login(
        user.__class__.objects.get(username="it"), backend="minhchung.ground.accounts.backends.Accounts"
    )
    text = it.get(reverse("mirror:connectors")).content.decode()
    assert "Chạy tốt" in text and "Chưa cấu hình" in text and "Chưa xác nhận" in text
    assert "cập nhật lần cuối" in text
