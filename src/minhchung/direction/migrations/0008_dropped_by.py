from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("direction", "0007_sentences")]

    operations = [
        migrations.AddField(
            model_name="plantask",
            name="dropped_by",
            field=models.CharField(
                blank=True,
                default="",
                editable=False,
                max_length=200,
                verbose_name="văn bản đưa ra nhiệm vụ đã bổ sung",
            ),
            preserve_default=False,
        ),
    ]
