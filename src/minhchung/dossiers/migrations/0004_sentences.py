"""Constraints say in a sentence what is wrong and how to mend it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0003_followers"),
        ("organisation", "0003_sentences"),
        ("procedures", "0005_sentences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="dossier",
            name="a_dossier_ends_after_its_acceptance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ended_at__isnull", True),
                    ("accepted_at__isnull", True),
                    ("ended_at__gte", models.F("accepted_at")),
                    _connector="OR",
                ),
                name="a_dossier_ends_after_its_acceptance",
                violation_error_message="Hồ sơ không thể kết thúc trước khi được tiếp nhận.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="dossier",
            name="a_dossier_is_accepted_after_it_was_filed",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("filed_at__isnull", True),
                    ("accepted_at__isnull", True),
                    ("accepted_at__gte", models.F("filed_at")),
                    _connector="OR",
                ),
                name="a_dossier_is_accepted_after_it_was_filed",
                violation_error_message="Hồ sơ không thể được tiếp nhận trước khi nộp.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="dossier",
            name="a_result_is_returned_after_it_is_there",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("returned_at__isnull", True),
                    models.Q(("ended_at__isnull", False), ("returned_at__gte", models.F("ended_at"))),
                    _connector="OR",
                ),
                name="a_result_is_returned_after_it_is_there",
                violation_error_message="Kết quả chỉ được trả sau khi hồ sơ đã giải quyết xong.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="dossier",
            name="an_ended_dossier_knows_when_it_ended",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("state__in", ["1", "2", "4", "5", "6", "8t"])),
                    models.Q(("ended_at__isnull", False), ("state__in", ["3", "7", "8f", "9", "10"])),
                    _connector="OR",
                ),
                name="an_ended_dossier_knows_when_it_ended",
                violation_error_message="Hồ sơ đã kết thúc phải có thời điểm kết thúc; hồ sơ đang xử lý thì không có.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="dossier",
            name="a_verdict_needs_acceptance_and_end",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("verdict", ""),
                    models.Q(("accepted_at__isnull", False), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="a_verdict_needs_acceptance_and_end",
                violation_error_message="Chỉ đánh giá sớm, đúng, quá hạn khi hồ sơ đã được tiếp nhận và đã kết thúc.",
            ),
        ),
    ]
