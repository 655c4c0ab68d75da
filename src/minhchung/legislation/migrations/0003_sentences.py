"""Constraints say in a sentence what is wrong and how to mend it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("legislation", "0002_validity_and_work"),
        ("organisation", "0003_sentences"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="check",
            name="what_is_handled_after_a_check_was_wrong_and_says_by_what",
            constraint=models.CheckConstraint(
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
                violation_error_message="Ngày xử lý xong chỉ ghi khi phát hiện trái pháp luật, kèm văn bản xử lý, và không được trước ngày kết luận.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="draft",
            name="an_issued_draft_has_its_document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("stage", "issued"), _negated=True), ("document__isnull", False), _connector="OR"
                ),
                name="an_issued_draft_has_its_document",
                violation_error_message="Dự thảo đã ban hành phải có văn bản là kết quả của nó.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="recommendation",
            name="a_recommendation_is_done_after_it_was_made_and_says_by_what",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("handled_on__isnull", True),
                    models.Q(
                        ("handled_on__gte", models.F("made_on")), models.Q(("handled_by", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="a_recommendation_is_done_after_it_was_made_and_says_by_what",
                violation_error_message="Xử lý xong phải ghi văn bản xử lý, và ngày xử lý không được trước ngày kiến nghị.",
            ),
        ),
    ]
