"""Constraints say in a sentence what is wrong and how to mend it."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0004_parted_years"),
        ("organisation", "0003_sentences"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="distribution",
            name="the_funds_are_the_surplus",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("development__gte", 0),
                    ("income__gte", 0),
                    ("other__gte", 0),
                    (
                        "revenue",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("expenses"), "+", models.F("development")
                                    ),
                                    "+",
                                    models.F("income"),
                                ),
                                "+",
                                models.F("welfare"),
                            ),
                            "+",
                            models.F("other"),
                        ),
                    ),
                    ("welfare__gte", 0),
                ),
                name="the_funds_are_the_surplus",
                violation_error_message="Tổng các quỹ phải đúng bằng thu trừ chi, và không quỹ nào được âm; hãy kiểm tra lại các số.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="recommendation",
            name="a_recommendation_is_closed_with_its_evidence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_on__isnull", True), ("closed_reference", "")),
                    models.Q(("closed_on__isnull", False), models.Q(("closed_reference", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_recommendation_is_closed_with_its_evidence",
                violation_error_message="Ngày hoàn thành và văn bản chứng minh phải ghi cả hai, hoặc để trống cả hai.",
            ),
        ),
    ]
