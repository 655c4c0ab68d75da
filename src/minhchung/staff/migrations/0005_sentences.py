"""Constraints say in a sentence what is wrong and how to mend it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0003_sentences"),
        ("staff", "0004_ends_of_concurrent_posts"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="assessment",
            name="points_lie_between_0_and_100",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("common__isnull", True),
                    models.Q(("common__gte", 0), ("total__lte", 100)),
                    _connector="OR",
                ),
                name="points_lie_between_0_and_100",
                violation_error_message="Điểm phải từ 0 đến 100.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="assessmentline",
            name="a_product_stands_once_in_an_assessment",
            constraint=models.UniqueConstraint(
                fields=("assessment", "product"),
                name="a_product_stands_once_in_an_assessment",
                violation_error_message="Sản phẩm này đã có trong phiếu đánh giá.",
            ),
        ),
    ]
