from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import minhchung.ground.kept.watching
import minhchung.ground.word_index
from minhchung.ground.tables import CreateTable


def carry_over(apps: Any, _editor: Any) -> None:
    """What stood on the rows becomes kept changes of validity; issuers that are units get their version of the day."""
    document = apps.get_model("legislation", "LegalDocument")
    event = apps.get_model("legislation", "ValidityEvent")
    made = []
    rows = document.objects.exclude(expired_on=None, partly_expired_on=None)
    for each in rows.iterator(chunk_size=2_000):
        told = {"document_id": each.pk, "cause": "told", "reason": each.expiry_reason}
        if each.expired_on is not None:
            made.append(event(change="end", on=each.expired_on, **told))
        if each.partly_expired_on is not None:
            parts = each.partly_expired.strip() or "Chưa ghi rõ điều, khoản"
            made.append(event(change="end_part", on=each.partly_expired_on, provisions=parts, **told))
    event.objects.bulk_create(made, batch_size=500)
    spans = {}
    versions = apps.get_model("organisation", "UnitVersion").objects
    for unit, since, until, number in versions.values_list("unit_id", "since", "until", "id"):
        spans.setdefault(unit, []).append((since, until, number))
    seen, known = set(), []
    for each in document.objects.exclude(issuer_unit=None).iterator(chunk_size=2_000):
        for since, until, number in spans.get(each.issuer_unit_id, ()):
            key = (number, each.type, each.code, each.issued_on)
            if since <= each.issued_on and (until is None or each.issued_on < until) and key not in seen:
                seen.add(key)
                each.issuer_version_id = number
                known.append(each)
                break
    document.objects.bulk_update(known, ["issuer_version"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_tables"),
        ("legislation", "0001_initial"),
        ("organisation", "0001_tables"),
    ]

    operations = [
        migrations.AddField(
            model_name="legaldocument",
            name="articles",
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số điều"),
        ),
        migrations.AddField(
            model_name="legaldocument",
            name="issuer_version",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="organisation.unitversion",
                verbose_name="cơ quan ban hành tại ngày ban hành",
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="responsible",
            field=models.CharField(blank=True, max_length=200, verbose_name="cơ quan, đơn vị xử lý"),
        ),
        migrations.AddField(
            model_name="systematisation",
            name="drawn_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="lập danh mục lúc"),
        ),
        migrations.AddField(
            model_name="systematiseddocument",
            name="content",
            field=models.TextField(blank=True, verbose_name="nội dung, quy định"),
        ),
        migrations.AddField(
            model_name="systematiseddocument",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="thời hạn xử lý"),
        ),
        migrations.AddField(
            model_name="systematiseddocument",
            name="on",
            field=models.DateField(blank=True, null=True, verbose_name="ngày có hoặc hết hiệu lực"),
        ),
        migrations.AddField(
            model_name="systematiseddocument",
            name="responsible",
            field=models.CharField(blank=True, max_length=200, verbose_name="cơ quan, đơn vị chủ trì xử lý"),
        ),
        migrations.AddIndex(
            model_name="legaldocument",
            index=models.Index(fields=["code"], name="documents_by_code"),
        ),
        migrations.AddIndex(
            model_name="legaldocument",
            index=models.Index(fields=["expired_on"], name="documents_by_end"),
        ),
        migrations.AddIndex(
            model_name="legaldocument",
            index=minhchung.ground.kept.watching.Watched(
                fields=["id"], name="legal_documents_watched", topic="legal_documents"
            ),
        ),
        migrations.AddConstraint(
            model_name="legaldocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("issuer_version__isnull", False)),
                fields=("issuer_version", "type", "code", "issued_on"),
                name="a_document_of_a_known_issuer_is_entered_once",
                violation_error_message="Văn bản này của cơ quan ban hành đã có, dưới một cách viết tên khác.",
            ),
        ),
        CreateTable(
            name="Check",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="legislation.legaldocument",
                        verbose_name="văn bản được kiểm tra",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("self", "Tự kiểm tra"),
                            ("authority", "Kiểm tra theo thẩm quyền"),
                            ("topic", "Kiểm tra theo chuyên đề, địa bàn"),
                        ],
                        max_length=10,
                        verbose_name="hình thức kiểm tra",
                    ),
                ),
                ("checked_on", models.DateField(verbose_name="ngày kết luận")),
                ("checker", models.CharField(max_length=200, verbose_name="cơ quan, người kiểm tra")),
                (
                    "fault",
                    models.CharField(
                        choices=[
                            ("none", "Không phát hiện trái pháp luật"),
                            ("power", "Sai thẩm quyền"),
                            ("content", "Sai nội dung"),
                            ("basis", "Sai căn cứ ban hành"),
                            ("validity", "Sai quy định về hiệu lực"),
                            ("form", "Sai thể thức, kỹ thuật trình bày"),
                            ("order", "Sai trình tự, thủ tục"),
                        ],
                        max_length=10,
                        verbose_name="kết quả",
                    ),
                ),
                ("provisions", models.TextField(blank=True, verbose_name="điều, khoản, điểm")),
                ("conclusion", models.TextField(blank=True, verbose_name="kết luận, kiến nghị xử lý")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="thời hạn xử lý")),
                ("handled_on", models.DateField(null=True, verbose_name="ngày xử lý xong")),
                ("handled_by", models.CharField(blank=True, max_length=200, verbose_name="văn bản xử lý")),
            ],
            options={
                "verbose_name": "lượt kiểm tra văn bản",
                "verbose_name_plural": "lượt kiểm tra văn bản",
                "indexes": [models.Index(fields=["checked_on"], name="checks_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "kind", "checked_on"),
                        name="a_document_is_checked_once_a_day_in_a_way",
                        violation_error_message="Văn bản này đã có lượt kiểm tra cùng hình thức vào ngày đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handled_on__isnull", True),
                            models.Q(
                                ("handled_on__gte", models.F("checked_on")),
                                models.Q(("fault", "none"), _negated=True),
                                models.Q(("handled_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="what_is_handled_after_a_check_was_wrong_and_says_by_what",
                    ),
                ],
            },
        ),
        CreateTable(
            name="Relation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="legislation.legaldocument",
                        verbose_name="văn bản tác động",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("basis", "Căn cứ vào"),
                            ("guides", "Quy định chi tiết, hướng dẫn thi hành"),
                            ("amends", "Sửa đổi, bổ sung"),
                            ("replaces", "Thay thế"),
                            ("repeals", "Bãi bỏ"),
                            ("consolidates", "Hợp nhất"),
                            ("corrects", "Đính chính"),
                        ],
                        max_length=12,
                        verbose_name="quan hệ",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acted_on",
                        to="legislation.legaldocument",
                        verbose_name="văn bản chịu tác động",
                    ),
                ),
                ("provisions", models.TextField(blank=True, verbose_name="điều, khoản, điểm")),
                ("reason", models.TextField(blank=True, verbose_name="lý do, căn cứ")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("recorded_by", models.CharField(max_length=150, verbose_name="người ghi")),
            ],
            options={
                "verbose_name": "quan hệ giữa các văn bản",
                "verbose_name_plural": "quan hệ giữa các văn bản",
                "indexes": [models.Index(fields=["target", "kind", "source"], name="relations_by_target")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("source", "target", "kind"),
                        name="two_documents_are_related_once_in_a_way",
                        violation_error_message="Quan hệ này giữa hai văn bản đã được ghi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", models.F("target")), _negated=True),
                        name="a_document_does_not_act_on_itself",
                        violation_error_message="Một văn bản không tác động lên chính nó.",
                    ),
                ],
            },
        ),
        CreateTable(
            name="ValidityEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="validity",
                        to="legislation.legaldocument",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "change",
                    models.CharField(
                        choices=[
                            ("end", "Hết hiệu lực toàn bộ"),
                            ("end_part", "Hết hiệu lực một phần"),
                            ("suspend", "Ngưng hiệu lực toàn bộ"),
                            ("suspend_part", "Ngưng hiệu lực một phần"),
                            ("resume", "Tiếp tục có hiệu lực sau khi ngưng"),
                            ("keep", "Được công bố tiếp tục có hiệu lực"),
                        ],
                        max_length=12,
                        verbose_name="thay đổi",
                    ),
                ),
                ("on", models.DateField(verbose_name="từ ngày")),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("term", "Hết thời hạn có hiệu lực quy định trong văn bản"),
                            ("replaced", "Được thay thế bằng văn bản mới"),
                            ("amended", "Được sửa đổi, bổ sung bằng văn bản mới"),
                            ("repealed", "Bị bãi bỏ"),
                            ("parent", "Văn bản được quy định chi tiết hết hiệu lực"),
                            ("territory", "Cơ quan mới sau sắp xếp đơn vị hành chính quyết định"),
                            ("level", "Hết thời hạn áp dụng văn bản của cấp huyện"),
                            ("stopped", "Bị đình chỉ việc thi hành"),
                            ("paused", "Cơ quan ban hành quyết định ngưng hiệu lực"),
                            ("decided", "Cơ quan có thẩm quyền quyết định, công bố"),
                            ("told", "Ghi theo danh mục nhập vào"),
                        ],
                        max_length=10,
                        verbose_name="nguyên nhân",
                    ),
                ),
                ("provisions", models.TextField(blank=True, verbose_name="điều, khoản, điểm")),
                (
                    "by_document",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="legislation.legaldocument",
                        verbose_name="do văn bản",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="lý do, văn bản")),
                ("cites", models.CharField(blank=True, max_length=255, verbose_name="điều khoản áp dụng")),
                (
                    "relation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="legislation.relation",
                        verbose_name="quan hệ",
                    ),
                ),
                (
                    "follows",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followers",
                        to="legislation.validityevent",
                        verbose_name="kéo theo từ",
                    ),
                ),
                ("recorded_at", models.DateTimeField(null=True, verbose_name="ghi lúc")),
                ("recorded_by", models.CharField(blank=True, max_length=150, verbose_name="người ghi")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="rút lại lúc")),
                ("withdrawn_by", models.CharField(blank=True, max_length=150, verbose_name="người rút")),
                ("withdrawn_reason", models.TextField(blank=True, verbose_name="lý do rút")),
            ],
            options={
                "verbose_name": "thay đổi hiệu lực",
                "verbose_name_plural": "thay đổi hiệu lực",
                "indexes": [models.Index(fields=["on"], name="changes_of_validity_by_day")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("change", "end"), ("withdrawn_at__isnull", True)),
                        fields=("document",),
                        name="a_document_ends_once",
                        violation_error_message="Văn bản này đã được ghi hết hiệu lực toàn bộ.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("change__in", ["end_part", "suspend_part"]), _negated=True),
                            models.Q(("provisions", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_ends_in_part_says_which_part",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("withdrawn_at__isnull", True),
                            models.Q(("withdrawn_reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="what_is_taken_back_says_why",
                    ),
                ],
            },
        ),
        CreateTable(
            name="ReviewSheet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="legislation.legaldocument",
                        verbose_name="văn bản được rà soát",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="ngày lập phiếu")),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("basis", "Văn bản là căn cứ pháp lý thay đổi"),
                            ("economy", "Tình hình kinh tế - xã hội thay đổi"),
                            ("plan", "Theo kế hoạch, chuyên đề, lĩnh vực, địa bàn"),
                            ("asked", "Theo kiến nghị, phản ánh"),
                            ("period", "Phục vụ hệ thống hóa định kỳ"),
                        ],
                        max_length=8,
                        verbose_name="căn cứ rà soát",
                    ),
                ),
                (
                    "ground_document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="legislation.legaldocument",
                        verbose_name="văn bản làm căn cứ rà soát",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="đơn vị rà soát",
                    ),
                ),
                ("opened_by", models.CharField(max_length=150, verbose_name="người lập")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("writing", "Đang lập phiếu"),
                            ("asked", "Chờ ý kiến pháp chế"),
                            ("judged", "Chờ duyệt"),
                            ("approved", "Đã duyệt, chờ xử lý"),
                            ("done", "Đã xong"),
                            ("dropped", "Đã hủy"),
                        ],
                        default="writing",
                        max_length=8,
                        verbose_name="trạng thái",
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="lần cập nhật"),
                ),
                ("opinion", models.TextField(blank=True, verbose_name="ý kiến của đơn vị rà soát")),
                ("legal_opinion", models.TextField(blank=True, verbose_name="ý kiến của pháp chế")),
                (
                    "responsible",
                    models.CharField(blank=True, max_length=200, verbose_name="cơ quan, đơn vị xử lý"),
                ),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="thời hạn xử lý")),
                ("approved_on", models.DateField(null=True, verbose_name="ngày duyệt")),
                ("approved_by", models.CharField(blank=True, max_length=150, verbose_name="người duyệt")),
                (
                    "review",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheet",
                        to="legislation.review",
                        verbose_name="lượt rà soát",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu rà soát",
                "verbose_name_plural": "phiếu rà soát",
                "indexes": [models.Index(fields=["state", "due_on"], name="sheets_by_state")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["writing", "asked", "judged"])),
                        fields=("document",),
                        name="a_document_has_one_open_sheet",
                        violation_error_message="Văn bản này đang có một phiếu rà soát chưa xong.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["approved", "done"]), _negated=True),
                            ("review__isnull", False),
                            _connector="OR",
                        ),
                        name="an_approved_sheet_leaves_a_review",
                    ),
                ],
            },
        ),
        CreateTable(
            name="SheetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="legislation.reviewsheet",
                        verbose_name="phiếu",
                    ),
                ),
                ("provision", models.CharField(max_length=200, verbose_name="điều, khoản, điểm")),
                ("finding", models.TextField(verbose_name="nội dung rà soát, phát hiện")),
                ("against", models.CharField(blank=True, max_length=200, verbose_name="đối chiếu với")),
                (
                    "proposal",
                    models.CharField(
                        choices=[
                            ("kept", "Tiếp tục áp dụng, không phải xử lý"),
                            ("repeal", "Bãi bỏ toàn bộ"),
                            ("repeal_part", "Bãi bỏ một phần"),
                            ("replace", "Thay thế"),
                            ("amend", "Sửa đổi, bổ sung"),
                            ("issue", "Ban hành mới"),
                            ("propose", "Kiến nghị cơ quan khác xử lý"),
                        ],
                        max_length=12,
                        verbose_name="kiến nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "dòng của phiếu rà soát",
                "verbose_name_plural": "dòng của phiếu rà soát",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("sheet", "provision"),
                        name="a_provision_stands_once_on_a_sheet",
                        violation_error_message="Điều, khoản này đã có trên phiếu.",
                    )
                ],
                "indexes": [],
            },
        ),
        CreateTable(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="chương trình năm")),
                ("type", models.CharField(max_length=60, verbose_name="tên loại")),
                ("title", models.TextField(verbose_name="tên dự thảo")),
                ("title_folded", models.TextField(default="", editable=False)),
                ("issuer", models.CharField(max_length=200, verbose_name="cơ quan ban hành")),
                ("field", models.CharField(blank=True, max_length=120, verbose_name="lĩnh vực")),
                (
                    "lead_unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="đơn vị chủ trì soạn thảo",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="sự cần thiết, căn cứ")),
                (
                    "decision",
                    models.CharField(blank=True, max_length=200, verbose_name="văn bản giao, chương trình"),
                ),
                ("submit_by_on", models.DateField(verbose_name="thời hạn trình")),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("planned", "Đăng ký trong chương trình"),
                            ("writing", "Soạn thảo"),
                            ("consulted", "Lấy ý kiến"),
                            ("appraised", "Thẩm định"),
                            ("submitted", "Đã trình"),
                            ("issued", "Đã ban hành"),
                            ("dropped", "Đưa ra khỏi chương trình"),
                        ],
                        default="planned",
                        editable=False,
                        max_length=10,
                        verbose_name="giai đoạn",
                    ),
                ),
                (
                    "revision",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="lần cập nhật"),
                ),
                ("submitted_on", models.DateField(editable=False, null=True, verbose_name="ngày trình")),
                (
                    "document",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="draft",
                        to="legislation.legaldocument",
                        verbose_name="văn bản đã ban hành",
                    ),
                ),
            ],
            options={
                "verbose_name": "dự thảo văn bản",
                "verbose_name_plural": "chương trình soạn thảo",
                "indexes": [models.Index(fields=["year", "stage"], name="drafts_by_year")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "issuer", "title"),
                        name="a_draft_stands_once_in_a_programme",
                        violation_error_message="Dự thảo này đã có trong chương trình của năm.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stage", "issued"), _negated=True),
                            ("document__isnull", False),
                            _connector="OR",
                        ),
                        name="an_issued_draft_has_its_document",
                    ),
                ],
            },
        ),
        CreateTable(
            name="QualityMark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "draft",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="marks",
                        to="legislation.draft",
                        verbose_name="dự thảo",
                    ),
                ),
                (
                    "quality",
                    models.CharField(
                        choices=[
                            ("constitutional", "Hợp hiến"),
                            ("lawful", "Hợp pháp"),
                            ("consistent", "Thống nhất"),
                            ("concrete", "Cụ thể"),
                            ("timely", "Kịp thời"),
                            ("feasible", "Khả thi"),
                        ],
                        max_length=14,
                        verbose_name="tiêu chí",
                    ),
                ),
                ("met", models.BooleanField(verbose_name="đạt")),
                ("finding", models.TextField(blank=True, verbose_name="nhận xét, phát hiện")),
                ("answer", models.TextField(blank=True, verbose_name="tiếp thu, giải trình")),
                ("marked_on", models.DateField(verbose_name="ngày đánh giá")),
                ("marked_by", models.CharField(max_length=150, verbose_name="người đánh giá")),
            ],
            options={
                "verbose_name": "đánh giá chất lượng dự thảo",
                "verbose_name_plural": "phiếu chất lượng dự thảo",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("draft", "quality"), name="a_quality_is_marked_once_of_a_draft"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("met", True), models.Q(("finding", ""), _negated=True), _connector="OR"
                        ),
                        name="a_quality_that_is_not_met_says_why",
                    ),
                ],
                "indexes": [],
            },
        ),
        CreateTable(
            name="Following",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("plan", "Kế hoạch theo dõi"),
                            ("inspection", "Kiểm tra"),
                            ("survey", "Điều tra, khảo sát"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                ("on", models.DateField(verbose_name="ngày thực hiện, ban hành")),
                ("subject", models.CharField(max_length=255, verbose_name="nội dung, chuyên đề")),
                ("field", models.CharField(blank=True, max_length=120, verbose_name="lĩnh vực")),
                (
                    "place",
                    models.CharField(blank=True, max_length=255, verbose_name="nơi được kiểm tra, khảo sát"),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="followed",
                        to="legislation.legaldocument",
                        verbose_name="văn bản được theo dõi thi hành",
                    ),
                ),
                (
                    "decision",
                    models.CharField(blank=True, max_length=200, verbose_name="quyết định, kế hoạch"),
                ),
                (
                    "conclusion",
                    models.CharField(blank=True, max_length=200, verbose_name="báo cáo, kết luận"),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="đơn vị thực hiện",
                    ),
                ),
            ],
            options={
                "verbose_name": "theo dõi thi hành pháp luật",
                "verbose_name_plural": "theo dõi thi hành pháp luật",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "on", "subject"),
                        name="a_following_is_entered_once",
                        violation_error_message="Hoạt động cùng loại, nội dung và ngày này đã được nhập.",
                    )
                ],
                "indexes": [],
            },
        ),
        CreateTable(
            name="Recommendation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "following",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="legislation.following",
                        verbose_name="hoạt động",
                    ),
                ),
                ("content", models.TextField(verbose_name="nội dung kiến nghị")),
                ("addressee", models.CharField(max_length=200, verbose_name="cơ quan, đơn vị thực hiện")),
                ("made_on", models.DateField(verbose_name="ngày kiến nghị")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="thời hạn")),
                (
                    "handled_on",
                    models.DateField(editable=False, null=True, verbose_name="ngày thực hiện xong"),
                ),
                (
                    "handled_by",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="văn bản, kết quả"
                    ),
                ),
            ],
            options={
                "verbose_name": "kiến nghị về thi hành pháp luật",
                "verbose_name_plural": "kiến nghị về thi hành pháp luật",
                "indexes": [models.Index(fields=["due_on"], name="recommendations_by_limit")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handled_on__isnull", True),
                            models.Q(
                                ("handled_on__gte", models.F("made_on")),
                                models.Q(("handled_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_recommendation_is_done_after_it_was_made_and_says_by_what",
                    )
                ],
            },
        ),
        CreateTable(
            name="DocumentFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="legislation.legaldocument",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.keptfile",
                        verbose_name="tệp",
                    ),
                ),
                ("text", models.TextField(blank=True, editable=False, verbose_name="nội dung đọc được")),
                (
                    "reading",
                    models.CharField(
                        choices=[
                            ("words", "Đọc từ tệp Word"),
                            ("layer", "Đọc từ lớp chữ của PDF"),
                            ("seen", "Nhận dạng chữ từ ảnh (OCR)"),
                            ("not_yet", "Chưa đọc được chữ"),
                        ],
                        max_length=8,
                        verbose_name="cách đọc",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=255, verbose_name="ghi chú khi đọc")),
                ("attached_at", models.DateTimeField(verbose_name="đính kèm lúc")),
                ("attached_by", models.CharField(max_length=150, verbose_name="người đính kèm")),
            ],
            options={
                "verbose_name": "tệp của văn bản",
                "verbose_name_plural": "tệp của văn bản",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "file"), name="a_file_is_attached_to_a_document_once"
                    )
                ],
                "indexes": [],
            },
        ),
        CreateTable(
            name="DocumentWords",
            fields=[
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="words",
                        serialize=False,
                        to="legislation.legaldocument",
                        verbose_name="văn bản",
                    ),
                ),
                ("words", models.TextField(verbose_name="các từ")),
            ],
            options={
                "verbose_name": "các từ của văn bản",
                "verbose_name_plural": "các từ của văn bản",
                "indexes": [minhchung.ground.word_index.WordIndex(fields=["words"], name="legal_words")],
                "constraints": [],
            },
        ),
        migrations.RunPython(carry_over, migrations.RunPython.noop),
    ]
