"""Constraints say in a sentence what is wrong and how to mend it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("direction", "0006_task_holdings"),
        ("files", "0001_tables"),
        ("organisation", "0003_sentences"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="assignedtask",
            name="an_assigned_task_is_known_by_its_document_and_item",
            constraint=models.UniqueConstraint(
                fields=("number", "assigned_on", "item"),
                name="an_assigned_task_is_known_by_its_document_and_item",
                violation_error_message="Mục này của văn bản giao đã được ghi; hãy sửa nhiệm vụ cũ hoặc ghi mục khác.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="assignedtask",
            name="a_done_assigned_task_names_its_product",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True),
                    models.Q(
                        models.Q(("product_reference", ""), _negated=True),
                        ("done_on__gte", models.F("assigned_on")),
                    ),
                    _connector="OR",
                ),
                name="a_done_assigned_task_names_its_product",
                violation_error_message="Đã hoàn thành thì phải ghi số, ký hiệu sản phẩm; ngày hoàn thành không được trước ngày giao.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="assignedtask",
            name="an_assigned_task_is_due_after_it_is_assigned",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("due_on__isnull", True), ("due_on__gte", models.F("assigned_on")), _connector="OR"
                ),
                name="an_assigned_task_is_due_after_it_is_assigned",
                violation_error_message="Thời hạn không được trước ngày giao; hãy kiểm tra hai ngày.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="finding",
            name="a_finding_of_an_inspection_is_numbered_once",
            constraint=models.UniqueConstraint(
                fields=("inspection", "number"),
                name="a_finding_of_an_inspection_is_numbered_once",
                violation_error_message="Cuộc kiểm tra này đã có vấn đề mang số thứ tự đó; hãy ghi số khác.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="finding",
            name="a_closed_finding_names_the_document_that_closed_it",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("closed_on__isnull", True),
                    models.Q(("closed_reference", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_closed_finding_names_the_document_that_closed_it",
                violation_error_message="Đã xử lý xong thì phải ghi văn bản xử lý.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="indexcriterion",
            name="a_criterion_is_scored_once_a_year",
            constraint=models.UniqueConstraint(
                fields=("result", "number"),
                name="a_criterion_is_scored_once_a_year",
                violation_error_message="Tiêu chí mang số này đã có điểm trong kết quả của năm đó; hãy sửa điểm cũ.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="indexresult",
            name="an_index_has_one_result_a_year",
            constraint=models.UniqueConstraint(
                fields=("kind", "year"),
                name="an_index_has_one_result_a_year",
                violation_error_message="Chỉ số này đã có kết quả của năm đó; hãy sửa kết quả cũ.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="initiative",
            name="an_initiative_is_recognised_once_by_a_decision",
            constraint=models.UniqueConstraint(
                fields=("decision", "recognised_on", "title"),
                name="an_initiative_is_recognised_once_by_a_decision",
                violation_error_message="Sáng kiến này đã được ghi với quyết định và ngày công nhận đó; hãy sửa bản ghi cũ.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="initiative",
            name="a_recognised_initiative_names_the_decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decision", ""), ("recognised_on__isnull", True)),
                    models.Q(("recognised_on__isnull", False), models.Q(("decision", ""), _negated=True)),
                    _connector="OR",
                ),
                name="a_recognised_initiative_names_the_decision",
                violation_error_message="Ngày công nhận và quyết định công nhận phải ghi cả hai, hoặc để trống cả hai.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="initiative",
            name="an_initiative_is_recognised_or_it_is_said_why_not",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("declined_on__isnull", True), ("declined_reason", "")),
                    models.Q(
                        ("declined_on__isnull", False),
                        ("recognised_on__isnull", True),
                        models.Q(("declined_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_initiative_is_recognised_or_it_is_said_why_not",
                violation_error_message="Không công nhận thì phải ghi ngày và lý do; sáng kiến đã công nhận thì để trống cả hai.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="initiative",
            name="an_initiative_is_put_to_use_somewhere_once_it_is_recognised",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("applied_in", ""), ("applied_on__isnull", True)),
                    models.Q(
                        ("applied_on__gte", models.F("recognised_on")),
                        ("recognised_on__isnull", False),
                        models.Q(("applied_in", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="an_initiative_is_put_to_use_somewhere_once_it_is_recognised",
                violation_error_message="Áp dụng sáng kiến phải ghi cả ngày và nơi áp dụng, không trước ngày công nhận.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="initiative",
            name="an_open_initiative_was_proposed_on_a_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recognised_on__isnull", False),
                    ("declined_on__isnull", False),
                    ("proposed_on__isnull", False),
                    _connector="OR",
                ),
                name="an_open_initiative_was_proposed_on_a_day",
                violation_error_message="Sáng kiến chưa công nhận phải ghi ngày đề xuất.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="inspection",
            name="a_unit_is_inspected_once_a_day_under_a_decision",
            constraint=models.UniqueConstraint(
                fields=("on", "unit", "decision"),
                name="a_unit_is_inspected_once_a_day_under_a_decision",
                violation_error_message="Đơn vị này đã có cuộc kiểm tra ngày đó theo quyết định, kế hoạch đó; hãy sửa bản ghi cũ.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="a_meeting_is_known_by_kind_moment_and_topic",
            constraint=models.UniqueConstraint(
                fields=("kind", "begins_at", "topic"),
                name="a_meeting_is_known_by_kind_moment_and_topic",
                violation_error_message="Cuộc này đã được ghi: cùng hình thức, giờ bắt đầu và chủ đề; hãy sửa bản ghi cũ.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="a_meeting_ends_after_it_begins",
            constraint=models.CheckConstraint(
                condition=models.Q(("ends_at__gt", models.F("begins_at"))),
                name="a_meeting_ends_after_it_begins",
                violation_error_message="Giờ kết thúc phải sau giờ bắt đầu.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="a_meeting_takes_place_somewhere",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("place", ""), _negated=True),
                    models.Q(("online_url", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_meeting_takes_place_somewhere",
                violation_error_message="Phải ghi địa điểm hoặc đường dẫn dự trực tuyến.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="what_came_of_a_meeting_is_told_once_it_was_held",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("answered__isnull", False),
                        ("attended__isnull", False),
                        ("raised__isnull", False),
                        ("state", "held"),
                    ),
                    models.Q(
                        models.Q(("state", "held"), _negated=True),
                        ("answered__isnull", True),
                        ("attended__isnull", True),
                        ("raised__isnull", True),
                        ("conclusion", ""),
                        ("minutes__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="what_came_of_a_meeting_is_told_once_it_was_held",
                violation_error_message="Số người dự, số câu hỏi, số câu đã trả lời, kết luận và biên bản chỉ ghi khi cuộc đã tổ chức, và khi đó phải ghi đủ các số.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="no_more_questions_are_answered_than_raised",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered__isnull", True), ("answered__lte", models.F("raised")), _connector="OR"
                ),
                name="no_more_questions_are_answered_than_raised",
                violation_error_message="Số câu đã trả lời không được lớn hơn số câu hỏi, kiến nghị.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="a_cancelled_meeting_says_why",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), models.Q(("cancelled_reason", ""), _negated=True)),
                    models.Q(models.Q(("state", "cancelled"), _negated=True), ("cancelled_reason", "")),
                    _connector="OR",
                ),
                name="a_cancelled_meeting_says_why",
                violation_error_message="Không tổ chức thì phải ghi lý do; có tổ chức thì để trống lý do.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meeting",
            name="published_minutes_are_there",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("minutes_published_on__isnull", True), ("minutes__isnull", False), _connector="OR"
                ),
                name="published_minutes_are_there",
                violation_error_message="Chưa có tệp biên bản thì chưa công bố biên bản được.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meetingquestion",
            name="a_question_of_a_meeting_is_numbered_once",
            constraint=models.UniqueConstraint(
                fields=("meeting", "number"),
                name="a_question_of_a_meeting_is_numbered_once",
                violation_error_message="Cuộc này đã có câu hỏi mang số thứ tự đó; hãy ghi số khác.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="meetingquestion",
            name="an_answer_says_which_unit_gave_it",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answer", ""), models.Q(("answered_by", ""), _negated=True), _connector="OR"
                ),
                name="an_answer_says_which_unit_gave_it",
                violation_error_message="Đã có trả lời thì phải ghi đơn vị trả lời.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="outreach",
            name="an_outreach_event_is_known_by_day_form_and_title",
            constraint=models.UniqueConstraint(
                fields=("on", "form", "title"),
                name="an_outreach_event_is_known_by_day_form_and_title",
                violation_error_message="Hoạt động này đã được ghi: cùng ngày, hình thức và tên; hãy sửa bản ghi cũ.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plan",
            name="a_plan_of_a_year_is_known_by_its_number",
            constraint=models.UniqueConstraint(
                fields=("year", "decision"),
                name="a_plan_of_a_year_is_known_by_its_number",
                violation_error_message="Năm này đã có kế hoạch mang số, ký hiệu đó; hãy sửa kế hoạch cũ.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plan",
            name="a_plan_is_amended_by_a_named_document_after_it_is_issued",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("amended_on__isnull", True),
                    models.Q(
                        models.Q(("amended_by", ""), _negated=True),
                        ("amended_on__gte", models.F("issued_on")),
                    ),
                    _connector="OR",
                ),
                name="a_plan_is_amended_by_a_named_document_after_it_is_issued",
                violation_error_message="Ngày sửa đổi phải kèm văn bản sửa đổi, bổ sung và không được trước ngày ban hành.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plan",
            name="an_issued_plan_has_its_number",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("issued_on__isnull", True), models.Q(("decision", ""), _negated=True), _connector="OR"
                ),
                name="an_issued_plan_has_its_number",
                violation_error_message="Kế hoạch đã ban hành phải có số, ký hiệu.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plantarget",
            name="a_target_of_a_plan_is_numbered_once",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"),
                name="a_target_of_a_plan_is_numbered_once",
                violation_error_message="Kế hoạch này đã có chỉ tiêu mang số thứ tự đó; hãy ghi số khác.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plantask",
            name="a_task_of_a_plan_is_numbered_once",
            constraint=models.UniqueConstraint(
                fields=("plan", "number"),
                name="a_task_of_a_plan_is_numbered_once",
                violation_error_message="Kế hoạch này đã có nhiệm vụ mang số thứ tự đó; hãy ghi số khác.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plantask",
            name="a_done_task_names_its_product_and_the_day_of_it",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", True), ("product_on__isnull", True)),
                    models.Q(
                        ("done_on__isnull", False),
                        ("product_on__isnull", False),
                        models.Q(("product_reference", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="a_done_task_names_its_product_and_the_day_of_it",
                violation_error_message="Nhiệm vụ hoàn thành phải ghi đủ ngày hoàn thành, số và ngày của sản phẩm; chưa hoàn thành thì để trống ngày của sản phẩm.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plantask",
            name="a_task_is_done_when_its_product_is_there",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True), ("product_on__lte", models.F("done_on")), _connector="OR"
                ),
                name="a_task_is_done_when_its_product_is_there",
                violation_error_message="Ngày hoàn thành không được trước ngày của sản phẩm.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plantask",
            name="a_task_is_in_the_original_plan_or_was_added_on_a_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_on__isnull", True), ("in_original", True)),
                    models.Q(("added_on__isnull", False), ("in_original", False)),
                    _connector="OR",
                ),
                name="a_task_is_in_the_original_plan_or_was_added_on_a_day",
                violation_error_message="Nhiệm vụ bổ sung phải ghi ngày bổ sung; nhiệm vụ của kế hoạch ban đầu thì để trống.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plantask",
            name="a_task_added_or_dropped_names_the_amending_document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("added_on__isnull", True), ("dropped_on__isnull", True)),
                    models.Q(("changed_by", ""), _negated=True),
                    _connector="OR",
                ),
                name="a_task_added_or_dropped_names_the_amending_document",
                violation_error_message="Bổ sung hoặc đưa ra khỏi kế hoạch phải ghi văn bản sửa đổi.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="plantask",
            name="a_task_due_on_a_date_month_or_quarter_has_its_last_day",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("due_kind__in", ["date", "month", "quarter"]), _negated=True),
                    ("due_on__isnull", False),
                    _connector="OR",
                ),
                name="a_task_due_on_a_date_month_or_quarter_has_its_last_day",
                violation_error_message="Thời hạn ghi theo ngày, tháng hoặc quý phải có ngày cuối cùng phải xong.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="reformbudget",
            name="money_for_an_item_from_a_source_is_entered_once_a_year",
            constraint=models.UniqueConstraint(
                fields=("year", "item", "source"),
                name="money_for_an_item_from_a_source_is_entered_once_a_year",
                violation_error_message="Nội dung chi này từ nguồn đó đã được ghi cho năm ngân sách; hãy sửa bản ghi cũ.",
            ),
        ),
    ]
