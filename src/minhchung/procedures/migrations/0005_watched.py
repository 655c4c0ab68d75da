from django.db import migrations

import minhchung.ground.kept.watching


class Migration(migrations.Migration):
    dependencies = [("kept", "0001_initial"), ("procedures", "0004_components")]

    operations = [
        migrations.AddIndex(
            "procedure",
            minhchung.ground.kept.watching.Watched(
                topic="procedures", fields=["id"], name="procedures_watched"
            ),
        ),
        migrations.AddIndex(
            "procedureversion",
            minhchung.ground.kept.watching.Watched(
                topic="procedures", fields=["id"], name="procedure_versions_watched"
            ),
        ),
        migrations.AddIndex(
            "procedurecase",
            minhchung.ground.kept.watching.Watched(
                topic="procedures", fields=["id"], name="procedure_cases_watched"
            ),
        ),
        migrations.AddIndex(
            "component",
            minhchung.ground.kept.watching.Watched(
                topic="procedures", fields=["id"], name="components_watched"
            ),
        ),
        migrations.AddIndex(
            "owndesk",
            minhchung.ground.kept.watching.Watched(
                topic="procedures", fields=["id"], name="own_desks_watched"
            ),
        ),
        migrations.AddIndex(
            "process",
            minhchung.ground.kept.watching.Watched(
                topic="procedures", fields=["id"], name="processes_watched"
            ),
        ),
        migrations.AddIndex(
            "processstep",
            minhchung.ground.kept.watching.Watched(
                topic="procedures", fields=["id"], name="process_steps_watched"
            ),
        ),
    ]
