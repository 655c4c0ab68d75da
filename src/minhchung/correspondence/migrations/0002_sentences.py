"""Constraints say in a sentence what is wrong and how to mend it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("correspondence", "0001_initial"),
        ("organisation", "0003_sentences"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="certificate",
            name="a_certificate_ends_after_it_begins",
            constraint=models.CheckConstraint(
                condition=models.Q(("valid_to__gte", models.F("valid_from"))),
                name="a_certificate_ends_after_it_begins",
                violation_error_message="Ngày hết hạn chứng thư không được trước ngày bắt đầu hiệu lực; hãy kiểm tra hai ngày.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="certificate",
            name="a_certificate_is_revoked_after_it_begins",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revoked_on__isnull", True), ("revoked_on__gte", models.F("valid_from")), _connector="OR"
                ),
                name="a_certificate_is_revoked_after_it_begins",
                violation_error_message="Ngày thu hồi không được trước ngày chứng thư bắt đầu hiệu lực; hãy kiểm tra hai ngày.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="incomingdocument",
            name="an_incoming_number_is_given_once_in_a_series_of_a_year",
            constraint=models.UniqueConstraint(
                fields=("receiver", "series", "year", "number"),
                name="an_incoming_number_is_given_once_in_a_series_of_a_year",
                violation_error_message="Số đến này đã có trong sổ của năm đó; hãy kiểm tra lại số, sổ và năm.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="incomingdocument",
            name="an_incoming_number_is_positive",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)),
                name="an_incoming_number_is_positive",
                violation_error_message="Số đến phải lớn hơn 0.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="incomingdocument",
            name="a_document_comes_in_after_it_was_issued",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on__isnull", True), ("issued_on__lte", models.F("received_on")), _connector="OR"
                ),
                name="a_document_comes_in_after_it_was_issued",
                violation_error_message="Ngày đến không được trước ngày văn bản; hãy kiểm tra hai ngày.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="outgoingdocument",
            name="a_number_is_given_once_in_a_series_of_a_year",
            constraint=models.UniqueConstraint(
                fields=("issuer", "series", "year", "number"),
                name="a_number_is_given_once_in_a_series_of_a_year",
                violation_error_message="Số này đã cấp trong sổ của năm đó; hãy kiểm tra lại số, sổ và năm.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="outgoingdocument",
            name="an_outgoing_number_is_positive",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)),
                name="an_outgoing_number_is_positive",
                violation_error_message="Số văn bản đi phải lớn hơn 0.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="outgoingdocument",
            name="a_document_leaves_on_paper_or_electronically",
            constraint=models.CheckConstraint(
                condition=models.Q(("sent_electronically", True), ("paper_also", True), _connector="OR"),
                name="a_document_leaves_on_paper_or_electronically",
                violation_error_message="Chọn ít nhất một cách gửi: điện tử hoặc giấy.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="outgoingdocument",
            name="a_secret_document_is_not_sent_electronically",
            constraint=models.CheckConstraint(
                condition=models.Q(("secret", False), ("sent_electronically", False), _connector="OR"),
                name="a_secret_document_is_not_sent_electronically",
                violation_error_message="Văn bản mật không gửi qua trục liên thông.",
            ),
        ),
    ]
