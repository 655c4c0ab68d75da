"""Constraints say in a sentence what is wrong and how to mend it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0002_reorganising"),
    ]

    operations = [
        migrations.AlterField(
            model_name="calendarchange",
            name="confidence",
            field=models.CharField(
                blank=True,
                choices=[("high", "cao"), ("medium", "vừa"), ("low", "thấp")],
                max_length=20,
                verbose_name="độ tin cậy",
            ),
        ),
        migrations.AlterField(
            model_name="officehours",
            name="confidence",
            field=models.CharField(
                blank=True,
                choices=[("high", "cao"), ("medium", "vừa"), ("low", "thấp")],
                max_length=20,
                verbose_name="độ tin cậy",
            ),
        ),
        migrations.AlterConstraint(
            model_name="calendarchange",
            name="calendar_editions_follow_each_other",
            constraint=models.UniqueConstraint(
                fields=("edition",),
                name="calendar_editions_follow_each_other",
                violation_error_message="Lần đổi lịch này vừa được người khác ghi; hãy mở lại trang và làm lại.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="calendarchange",
            name="a_calendar_change_is_replaced_once",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "in_force")),
                fields=("replaces",),
                name="a_calendar_change_is_replaced_once",
                violation_error_message="Thay đổi này đã có thay đổi khác thay thế; hãy chọn thay đổi đang có hiệu lực.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="calendarchange",
            name="a_calendar_change_has_its_number_once_in_force",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False), ("edition__isnull", False), ("state", "in_force")
                    ),
                    models.Q(models.Q(("state", "in_force"), _negated=True), ("edition__isnull", True)),
                    _connector="OR",
                ),
                name="a_calendar_change_has_its_number_once_in_force",
                violation_error_message="Chỉ thay đổi đã duyệt mới có số lần đổi lịch và thời điểm duyệt.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="calendarchange",
            name="who_declares_a_calendar_change_does_not_approve_it",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "in_force"), _negated=True),
                    models.Q(("decided_by", models.F("drafted_by")), _negated=True),
                    _connector="OR",
                ),
                name="who_declares_a_calendar_change_does_not_approve_it",
                violation_error_message="Người khai báo không tự duyệt thay đổi lịch; hãy để người khác duyệt.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="delegationcheck",
            name="what_is_mended_says_when_and_how",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("mended_how", ""), ("mended_on__isnull", True)),
                    models.Q(
                        ("mended_on__gte", models.F("on")),
                        ("mended_on__isnull", False),
                        models.Q(("mended_how", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="what_is_mended_says_when_and_how",
                violation_error_message="Đã khắc phục thì phải ghi cả ngày (không trước ngày kiểm tra) và cách khắc phục.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reorganisation",
            name="a_reorganisation_that_is_decided_says_when",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state", "draft")),
                    models.Q(models.Q(("state", "draft"), _negated=True), ("decided_at__isnull", False)),
                    _connector="OR",
                ),
                name="a_reorganisation_that_is_decided_says_when",
                violation_error_message="Việc sắp xếp đã thực hiện hoặc đã bỏ phải có thời điểm; đang soạn thì chưa có.",
            ),
        ),
    ]
