"""Constraints say in a sentence what is wrong and how to mend it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0003_reminders"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="noticetemplate",
            name="an_occasion_has_one_text_from_a_day_on",
            constraint=models.UniqueConstraint(
                fields=("occasion", "way", "since"),
                name="an_occasion_has_one_text_from_a_day_on",
                violation_error_message="Dịp và cách gửi này đã có mẫu tin từ ngày đó; hãy sửa mẫu cũ hoặc chọn ngày khác.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="noticetemplate",
            name="a_text_ends_after_it_begins",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until__isnull", True), ("until__gt", models.F("since")), _connector="OR"
                ),
                name="a_text_ends_after_it_begins",
                violation_error_message="“Đến trước ngày” phải sau “Từ ngày”.",
            ),
        ),
    ]
