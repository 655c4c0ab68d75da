"""A use of a saving that was entered wrongly is taken back by a further one below nothing."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("finance", "0005_sentences")]

    operations = [
        migrations.RemoveConstraint(model_name="savinguse", name="a_saving_is_used_by_more_than_nothing"),
        migrations.AddConstraint(
            model_name="savinguse",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", 0), _negated=True),
                name="a_use_of_a_saving_has_an_amount",
                violation_error_message="Số tiền phải khác 0; ghi giảm thì để số âm.",
            ),
        ),
    ]
