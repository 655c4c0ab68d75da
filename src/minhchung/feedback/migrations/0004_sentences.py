"""Constraints say in a sentence what is wrong and how to mend it."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0004_sentences"),
        ("feedback", "0003_public_page"),
        ("organisation", "0003_sentences"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="feedback",
            name="feedback_is_received_after_it_is_sent",
            constraint=models.CheckConstraint(
                condition=models.Q(("received_at__gte", models.F("sent_at"))),
                name="feedback_is_received_after_it_is_sent",
                violation_error_message="Phản ánh không thể được tiếp nhận trước khi gửi; hãy kiểm tra hai thời điểm.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="feedback_is_answered_after_it_is_received",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_at__isnull", True),
                    ("answered_at__gte", models.F("received_at")),
                    _connector="OR",
                ),
                name="feedback_is_answered_after_it_is_received",
                violation_error_message="Không thể trả lời trước khi tiếp nhận; hãy kiểm tra hai thời điểm.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="an_answer_is_published_after_it_is_given",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("published_at__isnull", True),
                    models.Q(("answered_at__isnull", False), ("published_at__gte", models.F("answered_at"))),
                    _connector="OR",
                ),
                name="an_answer_is_published_after_it_is_given",
                violation_error_message="Chỉ công khai sau khi đã trả lời; hãy kiểm tra hai thời điểm.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="feedback_is_closed_in_one_way_only",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("refused_at__isnull", True), ("moved_at__isnull", True)),
                    models.Q(("refused_at__isnull", True), ("answered_at__isnull", True)),
                    models.Q(("moved_at__isnull", True), ("answered_at__isnull", True)),
                    _connector="OR",
                ),
                name="feedback_is_closed_in_one_way_only",
                violation_error_message="Một phản ánh chỉ kết thúc theo một cách: trả lời, từ chối hoặc chuyển đi.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="a_transfer_of_feedback_has_a_moment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("transferred_at__isnull", True), ("transfers", 0)),
                    models.Q(("transferred_at__isnull", False), ("transfers__gt", 0)),
                    _connector="OR",
                ),
                name="a_transfer_of_feedback_has_a_moment",
                violation_error_message="Đã chuyển phản ánh thì phải có thời điểm chuyển; chưa chuyển thì để trống.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="the_state_of_feedback_agrees_with_its_moments",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered_at__isnull", True),
                        ("moved_at__isnull", True),
                        ("refused_at__isnull", True),
                        ("state__in", ["waiting", "supplement", "in_progress"]),
                    ),
                    models.Q(
                        ("answered_at__isnull", False),
                        ("state", "answered"),
                        models.Q(
                            ("published_at__isnull", True),
                            ("answered_again_at__isnull", False),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        ("answered_again_at__isnull", True),
                        ("answered_at__isnull", False),
                        ("reopened_at__isnull", False),
                        ("state", "reopened"),
                    ),
                    models.Q(("published_at__isnull", False), ("state", "published")),
                    models.Q(("refused_at__isnull", False), ("state", "refused")),
                    models.Q(("moved_at__isnull", False), ("state", "moved")),
                    _connector="OR",
                ),
                name="the_state_of_feedback_agrees_with_its_moments",
                violation_error_message="Tình trạng của phản ánh không khớp với các thời điểm đã ghi; hãy kiểm tra lại.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="public_words_stand_only_where_something_is_published",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("public_answer", ""), ("public_content", "")),
                    models.Q(
                        models.Q(("public_content", ""), _negated=True),
                        models.Q(("public_answer", ""), _negated=True),
                        ("published_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="public_words_stand_only_where_something_is_published",
                violation_error_message="Nội dung và trả lời công khai phải ghi cả hai, và chỉ ghi khi đã công khai.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="what_the_desk_publishes_has_words_of_its_own",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "desk"), _negated=True),
                    ("published_at__isnull", True),
                    models.Q(("public_answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="what_the_desk_publishes_has_words_of_its_own",
                violation_error_message="Công khai phản ánh nhận tại quầy thì phải ghi phần trả lời công khai.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="feedback_is_reopened_after_its_answer_with_a_limit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reopened_at__isnull", True),
                    models.Q(
                        ("again_due_at__isnull", False),
                        ("answered_at__isnull", False),
                        ("reopened_at__gte", models.F("answered_at")),
                    ),
                    _connector="OR",
                ),
                name="feedback_is_reopened_after_its_answer_with_a_limit",
                violation_error_message="Chỉ mở lại phản ánh đã trả lời, sau lúc trả lời và kèm hạn trả lời lại.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="feedback",
            name="a_second_answer_follows_a_reopening",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_again_at__isnull", True),
                    models.Q(
                        ("answered_again_at__gte", models.F("reopened_at")), ("reopened_at__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="a_second_answer_follows_a_reopening",
                violation_error_message="Chỉ trả lời lại sau khi phản ánh được mở lại.",
            ),
        ),
    ]
