from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                (
                    "topic",
                    models.CharField(
                        max_length=40, primary_key=True, serialize=False, verbose_name="nhóm bảng"
                    ),
                ),
                ("token", models.CharField(max_length=40, verbose_name="dấu của lần thay đổi gần nhất")),
            ],
            options={
                "verbose_name": "nhóm dữ liệu giữ sẵn",
                "verbose_name_plural": "nhóm dữ liệu giữ sẵn",
            },
        ),
    ]
