"""Constraints say in a sentence what is wrong and how to mend it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0003_sentences"),
        ("procedures", "0004_bases"),
    ]

    operations = [
        migrations.AlterField(
            model_name="procedureversion",
            name="confidence",
            field=models.CharField(
                blank=True,
                choices=[("high", "cao"), ("medium", "vừa"), ("low", "thấp")],
                max_length=20,
                verbose_name="độ tin cậy",
            ),
        ),
        migrations.AlterConstraint(
            model_name="component",
            name="components_are_counted_from_one",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)),
                name="components_are_counted_from_one",
                violation_error_message="Số thứ tự thành phần hồ sơ bắt đầu từ 1.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="procedure",
            name="a_national_code_names_one_procedure_of_an_agency",
            constraint=models.UniqueConstraint(
                condition=models.Q(("national_code", ""), _negated=True),
                fields=("national_code", "settled_by"),
                name="a_national_code_names_one_procedure_of_an_agency",
                violation_error_message="Mã quốc gia này đã dùng cho một thủ tục khác của cơ quan; hãy kiểm tra lại mã.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="procedurecase",
            name="a_case_of_a_version_is_named_once",
            constraint=models.UniqueConstraint(
                fields=("version", "name", "channel"),
                name="a_case_of_a_version_is_named_once",
                violation_error_message="Phiên bản này đã có trường hợp cùng tên và kênh nộp; hãy sửa trường hợp cũ hoặc đặt tên khác.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="procedurecase",
            name="a_legal_limit_is_positive_and_has_a_unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("legal_limit__isnull", True),
                    models.Q(("legal_limit__gt", 0), models.Q(("legal_unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_legal_limit_is_positive_and_has_a_unit",
                violation_error_message="Thời hạn theo quy định phải lớn hơn 0 và có đơn vị tính.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="procedurecase",
            name="a_committed_limit_is_positive_and_has_a_unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("committed_limit__isnull", True),
                    models.Q(("committed_limit__gt", 0), models.Q(("committed_unit", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_committed_limit_is_positive_and_has_a_unit",
                violation_error_message="Thời hạn cam kết phải lớn hơn 0 và có đơn vị tính.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="procedureversion",
            name="a_procedure_version_ends_after_it_begins",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="a_procedure_version_ends_after_it_begins",
                violation_error_message="Ngày hết hiệu lực phải sau ngày có hiệu lực; hãy kiểm tra hai ngày.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="procedureversion",
            name="a_procedure_has_one_version_a_day",
            constraint=models.UniqueConstraint(
                fields=("procedure", "since"),
                name="a_procedure_has_one_version_a_day",
                violation_error_message="Thủ tục này đã có một phiên bản bắt đầu vào ngày đó; hãy sửa phiên bản cũ hoặc chọn ngày khác.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="processstep",
            name="steps_are_counted_from_one",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)),
                name="steps_are_counted_from_one",
                violation_error_message="Số thứ tự bước bắt đầu từ 1.",
            ),
        ),
    ]
