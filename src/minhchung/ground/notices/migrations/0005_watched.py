from django.db import migrations

import minhchung.ground.kept.watching


class Migration(migrations.Migration):
    dependencies = [("kept", "0001_initial"), ("notices", "0004_calendar")]

    operations = [
        migrations.AddIndex(
            "noticetemplate",
            minhchung.ground.kept.watching.Watched(
                topic="notices", fields=["id"], name="notice_templates_watched"
            ),
        ),
    ]
