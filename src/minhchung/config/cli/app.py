"""All commands in one place; each is one call into a room."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from minhchung.config.cli.setup import MISSING
from minhchung.config.cli.usage import WRONG_CALL, WrongCall, named_help, wrong
from minhchung.config.cli.words import _

app = typer.Typer(
    name="minhchung",
    help=_("Minh Chứng: hồ sơ cải cách hành chính, chỉ tiêu và báo cáo mở được tới từng bản ghi."),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
report = typer.Typer(help=_("Lập, chốt và công bố báo cáo."), no_args_is_help=True)
export = typer.Typer(help=_("Xuất dữ liệu."), no_args_is_help=True)
files = typer.Typer(help=_("Tệp đính kèm."), no_args_is_help=True)
notices = typer.Typer(help=_("Thông báo cho người nộp hồ sơ."), no_args_is_help=True)
keys = typer.Typer(help=_("Khóa của dữ liệu niêm kín."), no_args_is_help=True)
rebuild = typer.Typer(help=_("Dựng lại những gì suy ra được từ bản ghi."), no_args_is_help=True)
app.add_typer(rebuild, name="rebuild")
app.add_typer(report, name="report")
app.add_typer(export, name="export")
app.add_typer(notices, name="notices")
app.add_typer(files, name="files")
app.add_typer(keys, name="keys")

DataDir = Annotated[
    Path | None, typer.Option("--data-dir", help=_("Thư mục dữ liệu (mặc định ./var)."), metavar="D")
]
Json = Annotated[bool, typer.Option("--json", help=_("In kết quả dạng JSON."))]


@app.command(help=_("Dựng cơ quan minh họa, nhập số liệu, lập và công bố báo cáo năm năm, mở máy chủ."))
def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help=_("Không mở máy chủ."))] = False,
    data_dir: DataDir = None,
    dossiers: Annotated[int | None, typer.Option(help=_("Số hồ sơ sinh ra, ví dụ 1000000."), min=50)] = None,
    seed: Annotated[int, typer.Option(help=_("Mầm sinh số ngẫu nhiên; cùng mầm cho cùng dữ liệu."))] = 2020,
    json: Json = False,
) -> None:
    from minhchung.config.cli.demonstration import run_demo

    run_demo(serve=not no_serve, data_dir=data_dir, dossiers=dossiers, seed=seed, as_json=json)


@app.command(help=_("Mở máy chủ web."))
def serve(
    data_dir: DataDir = None,
    host: Annotated[str, typer.Option(help=_("Địa chỉ lắng nghe."))] = "127.0.0.1",
    port: Annotated[int, typer.Option(help=_("Cổng; nếu bận sẽ dùng cổng kế tiếp."))] = 8000,
    workers: Annotated[int, typer.Option(help=_("Số tiến trình."), min=1)] = 2,
) -> None:
    from minhchung.config.cli.serving import run_server

    run_server(data_dir=data_dir, host=host, port=port, workers=workers)


@app.command("import", help=_("Nhập dữ liệu từ tệp XLSX hoặc CSV; --dry-run chỉ kiểm tra."))
def import_(
    kind: Annotated[str, typer.Argument(help=_("Loại dữ liệu: procedures, dossiers, people, ..."))],
    file: Annotated[Path, typer.Argument(help=_("Tệp XLSX hoặc CSV."))],
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Chỉ kiểm tra, không ghi."))] = False,
    only_clean: Annotated[bool, typer.Option("--only-clean", help=_("Dừng nếu có dòng bị lỗi."))] = False,
    reply: Annotated[
        Path | None, typer.Option(help=_("Ghi lại chính bảng tính này, kèm chú thích ở ô lỗi, vào tệp."))
    ] = None,
    sheet: Annotated[
        list[str] | None,
        typer.Option(
            help=_("Trang tính cần đọc; lặp lại được. Không ghi thì đọc mọi trang có cùng tiêu đề cột.")
        ),
    ] = None,
    source: Annotated[str, typer.Option(help=_("Tên nguồn, để nhớ cách ghép cột."))] = "",
    by: Annotated[str, typer.Option(help=_("Người nhập."))] = "dòng lệnh",
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.importing import run_import

    run_import(
        kind,
        file,
        dry_run=dry_run,
        only_clean=only_clean,
        reply=reply,
        sheets=tuple(sheet or ()),
        source=source,
        by=by,
        data_dir=data_dir,
        as_json=json,
    )


@app.command(
    "import-articles",
    help=_("Đưa bài của trang cũ lên cổng: thư mục trang HTML, hoặc tệp WXR của WordPress."),
)
def import_articles(
    place: Annotated[Path, typer.Argument(help=_("Thư mục trang HTML, hoặc tệp WXR."))],
    section: Annotated[
        str, typer.Option(help=_("Đường dẫn của chuyên mục nhận bài, ví dụ tin-tuc."))
    ] = "tin-tuc",
    dry_run: Annotated[bool, typer.Option("--dry-run", help=_("Chỉ kiểm tra, không ghi."))] = False,
    report: Annotated[Path | None, typer.Option(help=_("Ghi kết quả từng tệp ra tệp CSV này."))] = None,
    by: Annotated[str, typer.Option(help=_("Người nhập."))] = "dòng lệnh",
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.moving import run_import_articles

    run_import_articles(
        place, section=section, dry_run=dry_run, report=report, by=by, data_dir=data_dir, as_json=json
    )


@app.command(help=_("Tính hạn trả kết quả và giải thích từng bước."))
def deadline(
    accepted: Annotated[
        str | None, typer.Option(help=_("Thời điểm tiếp nhận, ISO: 2026-01-05T09:15."))
    ] = None,
    limit: Annotated[int | None, typer.Option(help=_("Thời hạn, số nguyên dương."))] = None,
    unit: Annotated[str, typer.Option(help="working-hour | working-day | day | month")] = "working-day",
    pause: Annotated[
        list[str] | None, typer.Option(help=_("Khoảng tạm dừng TỪ/ĐẾN, dạng ISO; lặp lại được."))
    ] = None,
    office: Annotated[str, typer.Option(help=_("Giờ làm việc."))] = "07:30-11:30,13:30-17:30",
    batch: Annotated[
        Path | None, typer.Option(help=_("Tệp CSV có cột accepted, limit, unit; thêm due_at và due_on."))
    ] = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.deadlines import run_batch, run_deadline

    if batch is not None:
        run_batch(batch, office=office)
    else:
        run_deadline(accepted, limit, unit, pause or [], office=office, as_json=json)


@app.command(help=_("Tất cả chỉ tiêu của một kỳ."))
def figures(
    window: Annotated[
        str, typer.Option(help=_("Kỳ: 2016..2020, 2020, 2026-Q1, 2026-H1, 2026-03, ..."))
    ] = "2016..2020",
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.figuring import run_figures

    run_figures(window, data_dir=data_dir, as_json=json)


@app.command(help=_("Một chỉ tiêu và các bản ghi làm nên nó."))
def figure(
    key: Annotated[str, typer.Argument(help=_("Mã chỉ tiêu, ví dụ dossiers.kept_promise."))],
    window: Annotated[str, typer.Option(help=_("Kỳ."))] = "2016..2020",
    records: Annotated[Path | None, typer.Option(help=_("Ghi các bản ghi ra tệp CSV."))] = None,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.figuring import run_figure

    run_figure(key, window, records=records, data_dir=data_dir, as_json=json)


@report.command("build", help=_("Lập báo cáo (Word, PDF, trang web) từ số liệu hiện có."))
def report_build(
    window: Annotated[str, typer.Option(help=_("Kỳ báo cáo."))] = "2016..2020",
    out: Annotated[Path | None, typer.Option(help=_("Thư mục ghi bản dự thảo."))] = None,
    by: Annotated[str, typer.Option(help=_("Người lập."))] = "dòng lệnh",
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.reporting import run_build

    run_build(window, out=out, by=by, data_dir=data_dir, as_json=json)


@report.command("freeze", help=_("Chốt số liệu thành gói minh chứng."))
def report_freeze(
    report_id: Annotated[int, typer.Argument(help=_("Số của báo cáo."))],
    out: Annotated[Path | None, typer.Option(help=_("Thư mục ghi gói."))] = None,
    by: Annotated[str, typer.Option(help=_("Người chốt."))] = "dòng lệnh",
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.reporting import run_freeze

    run_freeze(report_id, out=out, by=by, data_dir=data_dir, as_json=json)


@report.command("publish", help=_("Công bố báo cáo đã chốt thành bài viết."))
def report_publish(
    report_id: Annotated[int, typer.Argument(help=_("Số của báo cáo."))],
    by: Annotated[str, typer.Option(help=_("Người công bố."))] = "dòng lệnh",
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.reporting import run_publish

    run_publish(report_id, by=by, data_dir=data_dir, as_json=json)


@app.command(
    help=_(
        "Kiểm tra một gói minh chứng hay danh sách niêm yết (không cần cơ sở dữ liệu), hoặc “data”: mọi số liệu."
    )
)
def verify(
    what: Annotated[
        str,
        typer.Argument(
            help=_("Tệp gói minh chứng, danh sách niêm yết hay thư mục của chúng, hoặc chữ data.")
        ),
    ],
    against: Annotated[
        Path | None,
        typer.Option(
            help=_("Sổ ghi bên ngoài (JSON từng dòng) những gì đã báo cho người dân; đối chiếu từng dòng.")
        ),
    ] = None,
    signature: Annotated[
        Path | None, typer.Option(help=_("Tệp chữ ký của danh sách niêm yết; mặc định là tên tệp thêm .sig."))
    ] = None,
    key: Annotated[
        Path | None, typer.Option(help=_("Tệp khóa công khai (PEM) mà danh sách phải mang."))
    ] = None,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.verifying import run_verify

    run_verify(what, data_dir=data_dir, against=against, signature=signature, key=key, as_json=json)


@export.command("facts", help=_("Xuất các bảng dữ kiện ra Parquet (không có dữ liệu cá nhân)."))
def export_facts(
    folder: Annotated[Path, typer.Argument(help=_("Thư mục nhận tệp."))],
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.figuring import run_export

    run_export(folder, data_dir=data_dir, as_json=json)


@app.command(
    help=_("Tính dự báo trễ hạn của hồ sơ đang mở; --check đo chất lượng, --review rà soát lại từ đầu.")
)
def forecast(
    check: Annotated[bool, typer.Option("--check", help=_("Đo dự báo trên hồ sơ chưa từng thấy."))] = False,
    since: Annotated[
        str, typer.Option(help=_("Ngày tách học và thử, dạng 2025-01-01; mặc định một năm trước."))
    ] = "",
    review: Annotated[
        bool, typer.Option("--review", help=_("Tính lại nhịp và dấu hiệu cần xem lại của mọi hồ sơ."))
    ] = False,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.forecasting import run_forecast

    run_forecast(check=check, since=since, review=review, data_dir=data_dir, as_json=json)


@rebuild.command("lists", help=_("Dựng lại từ khóa tìm kiếm và số đếm của danh sách hồ sơ."))
def rebuild_lists(data_dir: DataDir = None, json: Json = False) -> None:
    from minhchung.config.cli.rebuilding import run_rebuild_lists

    run_rebuild_lists(data_dir=data_dir, as_json=json)


@notices.command("deliver", help=_("Gửi các thông báo đang chờ; --forever gửi mãi cho đến khi dừng."))
def notices_deliver(
    forever: Annotated[
        bool, typer.Option("--forever", help=_("Chạy mãi, gửi mỗi khi có thông báo."))
    ] = False,
    beside: Annotated[int | None, typer.Option("--beside", hidden=True)] = None,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.notifying import run_deliver

    run_deliver(data_dir=data_dir, forever=forever, parent=beside, as_json=json)


@keys.command("rotate", help=_("Sinh khóa mới và niêm lại mọi dữ liệu; khóa ngay trước đó còn được giữ."))
def keys_rotate(data_dir: DataDir = None) -> None:
    from minhchung.config.cli.sealing import run_rotate

    run_rotate(data_dir=data_dir)


@keys.command("retire", help=_("Niêm lại những gì còn sót bằng khóa mới nhất rồi bỏ các khóa cũ."))
def keys_retire(data_dir: DataDir = None) -> None:
    from minhchung.config.cli.sealing import run_retire

    run_retire(data_dir=data_dir)


@files.command("tend", help=_("Dọn các lần tải lên bỏ dở quá lâu và quét mã độc các tệp chưa được quét."))
def files_tend(data_dir: DataDir = None, json: Json = False) -> None:
    from minhchung.config.cli.tending import run_tend

    run_tend(data_dir=data_dir, as_json=json)


@app.command(help=_("Nhập hồ sơ từ hệ thống tỉnh qua các bộ nối; --forever chạy mãi cho đến khi dừng."))
def mirror(
    forever: Annotated[
        bool, typer.Option("--forever", help=_("Chạy mãi, nhập mỗi khi có tệp hoặc đến giờ hỏi."))
    ] = False,
    beside: Annotated[int | None, typer.Option("--beside", hidden=True)] = None,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.mirroring import run_mirror

    run_mirror(data_dir=data_dir, forever=forever, parent=beside, as_json=json)


@app.command(
    "reset-second-step",
    help=_("Bỏ bước hai khi đăng nhập của một tài khoản mất điện thoại và hết mã dự phòng; ghi vào nhật ký."),
)
def reset_second_step(
    username: Annotated[str, typer.Argument(help=_("Tên đăng nhập."))],
    reason: Annotated[str, typer.Option(help=_("Lý do, được ghi vào nhật ký."))],
    data_dir: DataDir = None,
) -> None:
    from minhchung.config.cli.resetting import run_reset

    run_reset(username, reason=reason, data_dir=data_dir)


@app.command(help=_("Làm các việc hàng loạt đang chờ; --forever làm mãi cho đến khi dừng."))
def work(
    forever: Annotated[bool, typer.Option("--forever", help=_("Chạy mãi, làm mỗi khi có việc."))] = False,
    beside: Annotated[int | None, typer.Option("--beside", hidden=True)] = None,
    data_dir: DataDir = None,
    json: Json = False,
) -> None:
    from minhchung.config.cli.working import run_work

    run_work(data_dir=data_dir, forever=forever, parent=beside, as_json=json)


def main() -> None:
    """Entry point of the ``minhchung`` command: wrong calls and troubles of disk and database become sentences."""
    try:
        raise SystemExit(named_help(typer.main.get_command(app))(standalone_mode=False) or 0)
    except WrongCall as error:
        # Called without a command, help has been printed already and nothing is left to say.
        if type(error).__name__ != "NoArgsIsHelpError":
            sys.stderr.write(f"{wrong(error)}\n")
        raise SystemExit(WRONG_CALL) from None
    except typer.Abort:
        raise SystemExit(WRONG_CALL) from None
    except Exception as error:
        from minhchung.config.cli.faults import told

        sentence = told(error)
        if sentence is None:
            raise
        sys.stderr.write(f"\n{sentence}\n")
        raise SystemExit(MISSING) from None
