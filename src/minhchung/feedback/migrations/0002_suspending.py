from django.db import migrations, models

import minhchung.feedback.moves


class Migration(migrations.Migration):
    dependencies = [
        ("feedback", "0001_tables"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="complaint",
            name="the_state_of_a_complaint_agrees_with_its_moments",
        ),
        migrations.RemoveConstraint(
            model_name="denunciation",
            name="the_state_of_a_denunciation_agrees_with_its_moments",
        ),
        migrations.AddField(
            model_name="complaint",
            name="suspended_at",
            field=models.DateTimeField(null=True, verbose_name="tạm đình chỉ lúc"),
        ),
        migrations.AddField(
            model_name="complaint",
            name="suspended_days",
            field=models.PositiveIntegerField(default=0, verbose_name="số ngày đã tạm đình chỉ"),
        ),
        migrations.AddField(
            model_name="denunciation",
            name="suspended_at",
            field=models.DateTimeField(null=True, verbose_name="tạm đình chỉ lúc"),
        ),
        migrations.AddField(
            model_name="denunciation",
            name="suspended_days",
            field=models.PositiveIntegerField(default=0, verbose_name="số ngày đã tạm đình chỉ"),
        ),
        migrations.AlterField(
            model_name="complaint",
            name="ended_at",
            field=models.DateTimeField(null=True, verbose_name="không thụ lý, chuyển, rút hoặc đình chỉ lúc"),
        ),
        migrations.AlterField(
            model_name="complaint",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Chờ thụ lý"),
                    ("accepted", "Đã thụ lý, đang giải quyết"),
                    ("concluded", "Đã kết luận, chờ gửi"),
                    ("closed", "Đã đóng"),
                    ("declined", "Không thụ lý"),
                    ("moved", "Chuyển cơ quan có thẩm quyền"),
                    ("withdrawn", "Người gửi đã rút"),
                    ("suspended", "Tạm đình chỉ giải quyết"),
                    ("stopped", "Đã đình chỉ giải quyết"),
                ],
                default=minhchung.feedback.moves.CaseState["WAITING"],
                max_length=12,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AlterField(
            model_name="denunciation",
            name="ended_at",
            field=models.DateTimeField(null=True, verbose_name="không thụ lý, chuyển, rút hoặc đình chỉ lúc"),
        ),
        migrations.AlterField(
            model_name="denunciation",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Chờ thụ lý"),
                    ("accepted", "Đã thụ lý, đang giải quyết"),
                    ("concluded", "Đã kết luận, chờ gửi"),
                    ("closed", "Đã đóng"),
                    ("declined", "Không thụ lý"),
                    ("moved", "Chuyển cơ quan có thẩm quyền"),
                    ("withdrawn", "Người gửi đã rút"),
                    ("suspended", "Tạm đình chỉ giải quyết"),
                    ("stopped", "Đã đình chỉ giải quyết"),
                ],
                default=minhchung.feedback.moves.CaseState["WAITING"],
                max_length=12,
                verbose_name="trạng thái",
            ),
        ),
        migrations.AddConstraint(
            model_name="complaint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("ended_at__isnull", True), ("state", "waiting")),
                    models.Q(
                        ("accepted_at__isnull", False),
                        ("concluded_at__isnull", True),
                        ("ended_at__isnull", True),
                        ("state", "accepted"),
                        ("suspended_at__isnull", True),
                    ),
                    models.Q(
                        ("concluded_at__isnull", True),
                        ("ended_at__isnull", True),
                        ("state", "suspended"),
                        ("suspended_at__gte", models.F("accepted_at")),
                    ),
                    models.Q(
                        ("closed_at__isnull", True), ("concluded_at__isnull", False), ("state", "concluded")
                    ),
                    models.Q(
                        ("closed_at__isnull", False), ("concluded_at__isnull", False), ("state", "closed")
                    ),
                    models.Q(
                        ("concluded_at__isnull", True),
                        ("ended_at__isnull", False),
                        ("state__in", ["declined", "moved", "withdrawn", "stopped"]),
                    ),
                    _connector="OR",
                ),
                name="the_state_of_a_complaint_agrees_with_its_moments",
            ),
        ),
        migrations.AddConstraint(
            model_name="denunciation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at__isnull", True), ("ended_at__isnull", True), ("state", "waiting")),
                    models.Q(
                        ("accepted_at__isnull", False),
                        ("concluded_at__isnull", True),
                        ("ended_at__isnull", True),
                        ("state", "accepted"),
                        ("suspended_at__isnull", True),
                    ),
                    models.Q(
                        ("concluded_at__isnull", True),
                        ("ended_at__isnull", True),
                        ("state", "suspended"),
                        ("suspended_at__gte", models.F("accepted_at")),
                    ),
                    models.Q(
                        ("closed_at__isnull", True), ("concluded_at__isnull", False), ("state", "concluded")
                    ),
                    models.Q(
                        ("closed_at__isnull", False), ("concluded_at__isnull", False), ("state", "closed")
                    ),
                    models.Q(
                        ("concluded_at__isnull", True),
                        ("ended_at__isnull", False),
                        ("state__in", ["declined", "moved", "withdrawn", "stopped"]),
                    ),
                    _connector="OR",
                ),
                name="the_state_of_a_denunciation_agrees_with_its_moments",
            ),
        ),
    ]
