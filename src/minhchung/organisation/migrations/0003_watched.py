from django.db import migrations

import minhchung.ground.kept.watching


class Migration(migrations.Migration):
    dependencies = [("kept", "0001_initial"), ("organisation", "0002_calendar")]

    operations = [
        migrations.AddIndex(
            "unit",
            minhchung.ground.kept.watching.Watched(topic="organisation", fields=["id"], name="units_watched"),
        ),
        migrations.AddIndex(
            "unitversion",
            minhchung.ground.kept.watching.Watched(
                topic="organisation", fields=["id"], name="unit_versions_watched"
            ),
        ),
        migrations.AddIndex(
            "succession",
            minhchung.ground.kept.watching.Watched(
                topic="organisation", fields=["id"], name="successions_watched"
            ),
        ),
        migrations.AddIndex(
            "officehours",
            minhchung.ground.kept.watching.Watched(
                topic="organisation", fields=["id"], name="office_hours_watched"
            ),
        ),
        migrations.AddIndex(
            "calendarchange",
            minhchung.ground.kept.watching.Watched(
                topic="organisation", fields=["id"], name="calendar_changes_watched"
            ),
        ),
    ]
