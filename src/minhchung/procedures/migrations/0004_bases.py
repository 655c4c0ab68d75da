import django.db.models.deletion
from django.db import migrations, models

import minhchung.ground.kept.watching
from minhchung.ground.tables import CreateTable


class Migration(migrations.Migration):
    dependencies = [
        ("legislation", "0002_validity_and_work"),
        ("procedures", "0003_blank_forms_and_lists"),
    ]

    operations = [
        CreateTable(
            name="ProcedureBasis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="bases",
                        to="procedures.procedureversion",
                        verbose_name="phiên bản thủ tục",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="legislation.legaldocument",
                        verbose_name="văn bản căn cứ",
                    ),
                ),
                ("provisions", models.TextField(blank=True, verbose_name="điều, khoản, điểm")),
                (
                    "stops",
                    models.BooleanField(default=True, verbose_name="hết hiệu lực thì ngừng nhận hồ sơ mới"),
                ),
                ("allowed_by", models.TextField(blank=True, verbose_name="văn bản cho phép tiếp tục nhận")),
            ],
            options={
                "verbose_name": "căn cứ của thủ tục",
                "verbose_name_plural": "căn cứ của thủ tục",
                "indexes": [
                    minhchung.ground.kept.watching.Watched(
                        fields=["id"], name="procedure_bases_watched", topic="procedures"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("version", "document"),
                        name="a_version_stands_once_on_a_document",
                        violation_error_message="Văn bản này đã là căn cứ của thủ tục.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stops", True), models.Q(("allowed_by", ""), _negated=True), _connector="OR"
                        ),
                        name="what_goes_on_without_its_basis_says_by_which_text",
                        violation_error_message="Tiếp tục nhận hồ sơ khi căn cứ hết hiệu lực thì phải ghi văn bản cho phép.",
                    ),
                ],
            },
        ),
    ]
