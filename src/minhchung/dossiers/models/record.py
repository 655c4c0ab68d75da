"""Dossiers, their pauses and their explanations."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from minhchung.dossiers.models.sight import DossierRows
from minhchung.ground.notices.models import Way
from minhchung.ground.tally import KeepTally
from minhchung.ground.word_index import WordIndex
from minhchung.procedures.models import LimitUnit
from minhchung.rules.lifecycle import STATE_NAMES, State


class Channel(models.TextChoices):
    """How a dossier was filed (NĐ 118/2025/NĐ-CP art. 15)."""

    DIRECT = "direct", _("Trực tiếp")
    ONLINE = "online", _("Trực tuyến")
    POST = "post", _("Bưu chính công ích")


class Verdict(models.TextChoices):
    """Whether the promise was kept."""

    EARLY = "early", _("Trước hạn")
    ON_TIME = "on_time", _("Đúng hạn")
    OVERDUE = "overdue", _("Quá hạn")


class ApplicantKind(models.TextChoices):
    """Who files."""

    PERSON = "person", _("Cá nhân")
    ENTERPRISE = "enterprise", _("Doanh nghiệp, tổ chức")
    HOUSEHOLD = "household", _("Hộ kinh doanh")


class Source(models.TextChoices):
    """Who is master of a dossier: never two at once."""

    IMPORT = "import", _("Hệ thống của tỉnh (nhập vào)")
    DESK = "desk", _("Bàn tiếp nhận của cơ quan")


class ReturnWay(models.TextChoices):
    """How the result is to be given back (NĐ 118/2025/NĐ-CP art. 22)."""

    COUNTER = "counter", _("Tại nơi tiếp nhận")
    POST = "post", _("Bưu chính công ích")
    ONLINE = "online", _("Trực tuyến")


#: The words that dossiers are searched by, and the tally by which lists are counted.
WORDS = WordIndex(fields=["search_words"], name="dossiers_words")
TALLY = KeepTally(
    fields=["state", "verdict", "field", "channel"], table="dossiers_tally", name="dossiers_tally_kept"
)
#: When a dossier came: the newest stand first in the list of all.
ARRIVAL = Coalesce("accepted_at", "filed_at")
_OPEN = Q(ended_at__isnull=True)


class Dossier(models.Model):
    """One dossier. What was promised and how it ended are stored when they happen and never rewritten by later law.

    Moments are naive local time (Asia/Ho_Chi_Minh). ``code`` is the code of the source system; this product
    never issues an official one: a dossier of the agency's own desk bears a local code (``NB/2026/000012``).
    ``revision`` grows with each deed of the desk, so that two people who act at once are told of each other.
    ``calendar_edition`` says which calendar the clock was last reckoned under, ``calendar_moves`` how often a changed
    calendar moved the promise; ``promised_at`` stays what the receipt says.
    ``answer_due_at`` is the moment by which a dossier filed online at the own desk is to be accepted, sent back or
    refused (NĐ 118/2025/NĐ-CP art. 17.2); ``answered_at`` when that was done.
    """

    code = models.CharField(_("mã hồ sơ"), max_length=60, unique=True)
    source = models.CharField(_("nguồn"), max_length=60)
    revision = models.PositiveIntegerField(_("lần cập nhật"), default=0, editable=False)
    procedure = models.ForeignKey(
        "procedures.Procedure", on_delete=models.PROTECT, related_name="+", verbose_name=_("thủ tục")
    )
    version = models.ForeignKey(
        "procedures.ProcedureVersion",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("phiên bản thủ tục"),
    )
    case = models.CharField(_("trường hợp"), max_length=255, blank=True)
    process = models.ForeignKey(
        "procedures.Process",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("quy trình nội bộ"),
    )
    field = models.CharField(_("lĩnh vực"), max_length=120)
    channel = models.CharField(_("kênh nộp"), max_length=10, choices=Channel.choices)
    online_level = models.CharField(_("mức độ trực tuyến"), max_length=10, blank=True)
    filed_with = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("nơi nộp")
    )
    supported_by = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("nơi hỗ trợ"),
    )
    settled_by = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name=_("cơ quan giải quyết")
    )
    applicant_kind = models.CharField(
        _("đối tượng"), max_length=12, choices=ApplicantKind.choices, default=ApplicantKind.ENTERPRISE
    )
    applicant_name = models.CharField(_("người nộp"), max_length=255)
    applicant_folded = models.CharField(max_length=255, editable=False, default="")
    applicant_tax_code = models.CharField(_("mã số thuế"), max_length=14, blank=True, default="")
    search_words = models.TextField(editable=False, default="")
    applicant_phone = models.CharField(_("điện thoại"), max_length=30, blank=True)
    applicant_email = models.EmailField(_("thư điện tử"), blank=True)
    applicant_address = models.CharField(_("địa chỉ"), max_length=255, blank=True)
    tell_by = models.CharField(_("muốn được báo qua"), max_length=8, choices=Way.choices, blank=True)
    return_way = models.CharField(
        _("nhận kết quả"), max_length=8, choices=ReturnWay.choices, default=ReturnWay.COUNTER
    )
    held_by = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("đang ở")
    )
    holder = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("người xử lý")
    )

    limit = models.PositiveIntegerField(_("thời hạn cam kết"), null=True)
    limit_unit = models.CharField(_("đơn vị tính"), max_length=20, choices=LimitUnit.choices, blank=True)
    legal_limit = models.PositiveIntegerField(_("thời hạn theo quy định"), null=True)
    legal_unit = models.CharField(_("đơn vị tính "), max_length=20, choices=LimitUnit.choices, blank=True)

    filed_at = models.DateTimeField(_("nộp lúc"), null=True)
    answer_due_at = models.DateTimeField(_("phải tiếp nhận hoặc trả lời trước"), null=True)
    answered_at = models.DateTimeField(_("tiếp nhận hoặc trả lời lúc"), null=True)
    accepted_at = models.DateTimeField(_("tiếp nhận lúc"), null=True)
    promised_at = models.DateTimeField(_("hẹn trả lúc (lời hẹn ban đầu)"), null=True)
    computed_due_at = models.DateTimeField(_("hạn tính theo quy tắc lúc tiếp nhận"), null=True)
    due_at = models.DateTimeField(_("hạn hiện hành"), null=True)
    kept_until_at = models.DateTimeField(_("giữ đúng hẹn nếu xong trước"), null=True)
    portal_due_at = models.DateTimeField(_("hạn theo cách tính của Cổng quốc gia"), null=True)
    extended_at = models.DateTimeField(_("gia hạn lúc"), null=True)
    extended_until_at = models.DateTimeField(_("hẹn lại đến"), null=True)
    extension_reason = models.TextField(_("lý do gia hạn"), blank=True)
    ended_at = models.DateTimeField(_("kết thúc xử lý lúc"), null=True)
    returned_at = models.DateTimeField(_("trả kết quả lúc"), null=True)
    state = models.CharField(
        _("trạng thái"), max_length=2, choices=[(str(each), STATE_NAMES[each]) for each in State]
    )
    verdict = models.CharField(_("kết quả so với hẹn"), max_length=8, choices=Verdict.choices, blank=True)
    portal_verdict = models.CharField(
        _("kết quả theo cách tính của Cổng quốc gia"), max_length=8, choices=Verdict.choices, blank=True
    )
    extended_verdict = models.CharField(
        _("kết quả so với lần hẹn lại"), max_length=8, choices=Verdict.choices, blank=True
    )
    supplements = models.PositiveSmallIntegerField(_("số lần yêu cầu bổ sung"), default=0)
    late_reason = models.TextField(_("lý do quá hạn"), blank=True)
    calendar_edition = models.PositiveIntegerField(_("tính theo lịch lần đổi thứ"), default=0, editable=False)
    calendar_moves = models.PositiveSmallIntegerField(
        _("số lần hạn chuyển vì đổi lịch"), default=0, editable=False
    )

    objects = DossierRows.as_manager()

    class Meta:
        verbose_name = _("hồ sơ")
        verbose_name_plural = _("hồ sơ")
        indexes = [
            models.Index(fields=["accepted_at"], name="dossiers_by_acceptance"),
            models.Index(fields=["ended_at"], name="dossiers_by_end"),
            models.Index(fields=["due_at", "id"], name="dossiers_by_due"),
            models.Index(fields=["applicant_folded", "id"], name="dossiers_by_applicant"),
            models.Index(ARRIVAL.desc(), F("id").desc(), name="dossiers_newest_first"),
            models.Index("state", ARRIVAL.desc(), F("id").desc(), name="dossiers_newest_of_a_state"),
            models.Index("field", ARRIVAL.desc(), F("id").desc(), name="dossiers_newest_of_a_field"),
            models.Index(
                ARRIVAL.desc(), F("id").desc(), condition=Q(verdict="overdue"), name="dossiers_newest_overdue"
            ),
            # Few dossiers are open, many are solved: work lists walk and count these alone.
            models.Index(fields=["due_at", "id", "state"], condition=_OPEN, name="dossiers_open_by_due"),
            models.Index(
                fields=["state", "due_at", "id", "accepted_at", "extended_at"],
                condition=_OPEN,
                name="dossiers_open_by_state",
            ),
            models.Index(
                fields=["kept_until_at", "id"],
                condition=_OPEN & Q(accepted_at__isnull=False),
                name="dossiers_open_by_kept_until",
            ),
            models.Index(
                fields=["answer_due_at"],
                condition=Q(answer_due_at__isnull=False),
                name="dossiers_online_by_answer",
            ),
            models.Index(
                fields=["holder", "due_at", "id", "state"],
                condition=_OPEN & Q(holder__isnull=False),
                name="dossiers_in_a_hand_by_due",
            ),
            models.Index(
                fields=["held_by", "due_at", "id", "state"],
                condition=_OPEN & Q(held_by__isnull=False),
                name="dossiers_in_a_unit_by_due",
            ),
            models.Index(
                fields=["ended_at", "id"],
                condition=Q(state=str(State.FINISHED)),
                name="dossiers_to_be_returned",
            ),
            WORDS,
            TALLY,
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(accepted_at__isnull=True)
                | Q(ended_at__gte=F("accepted_at")),
                name="a_dossier_ends_after_its_acceptance",
                violation_error_message=_("Hồ sơ không thể kết thúc trước khi được tiếp nhận."),
            ),
            models.CheckConstraint(
                condition=Q(filed_at__isnull=True)
                | Q(accepted_at__isnull=True)
                | Q(accepted_at__gte=F("filed_at")),
                name="a_dossier_is_accepted_after_it_was_filed",
                violation_error_message=_("Hồ sơ không thể được tiếp nhận trước khi nộp."),
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True)
                | Q(ended_at__isnull=False, returned_at__gte=F("ended_at")),
                name="a_result_is_returned_after_it_is_there",
                violation_error_message=_("Kết quả chỉ được trả sau khi hồ sơ đã giải quyết xong."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["1", "2", "4", "5", "6", "8t"], ended_at__isnull=True)
                | Q(state__in=["3", "7", "8f", "9", "10"], ended_at__isnull=False),
                name="an_ended_dossier_knows_when_it_ended",
                violation_error_message=_(
                    "Hồ sơ đã kết thúc phải có thời điểm kết thúc; hồ sơ đang xử lý thì không có."
                ),
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(ended_at__isnull=False, accepted_at__isnull=False),
                name="a_verdict_needs_acceptance_and_end",
                violation_error_message=_(
                    "Chỉ đánh giá sớm, đúng, quá hạn khi hồ sơ đã được tiếp nhận và đã kết thúc."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Tally(models.Model):
    """How many dossiers have a state, a verdict, a field and a channel; the database keeps it, nobody writes it.

    A combination may stand in several rows; their sum counts.
    """

    state = models.CharField(_("trạng thái"), max_length=2)
    verdict = models.CharField(_("kết quả so với hẹn"), max_length=8, blank=True)
    field = models.CharField(_("lĩnh vực"), max_length=120)
    channel = models.CharField(_("kênh nộp"), max_length=10)
    number = models.IntegerField(_("số hồ sơ"))

    class Meta:
        verbose_name = _("số đếm hồ sơ")
        verbose_name_plural = _("số đếm hồ sơ")
        indexes = [
            models.Index(fields=["state", "verdict", "field", "channel"], name="tally_by_what_it_counts")
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.verdict} {self.field} {self.channel}: {self.number}"


class NearWord(models.Model):
    """A word of names with what is left of it after one or two slips: two words that share a key may be alike."""

    key = models.CharField(_("khóa"), max_length=8)
    word = models.CharField(_("từ"), max_length=60, db_index=True)

    class Meta:
        verbose_name = _("từ gần giống")
        verbose_name_plural = _("các từ gần giống")
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="a_key_leads_to_a_word_once")]

    def __str__(self) -> str:
        return f"{self.key}: {self.word}"


class PauseKind(models.TextChoices):
    """Why a clock stood still."""

    SUPPLEMENT = "supplement", _("Yêu cầu bổ sung")
    CORRECTION = "correction", _("Yêu cầu sửa trước khi tiếp nhận")
    PAYMENT = "payment", _("Chờ nghĩa vụ tài chính")
    STOP = "stop", _("Tạm dừng")


class Pause(models.Model):
    """A span in which a dossier waited; open while ``until_at`` is empty."""

    dossier = models.ForeignKey(
        Dossier, on_delete=models.CASCADE, related_name="pauses", verbose_name=_("hồ sơ")
    )
    kind = models.CharField(_("loại"), max_length=12, choices=PauseKind.choices)
    from_at = models.DateTimeField(_("từ lúc"))
    until_at = models.DateTimeField(_("đến lúc"), null=True)
    reason = models.TextField(_("lý do"), blank=True)

    class Meta:
        verbose_name = _("lần tạm dừng")
        verbose_name_plural = _("các lần tạm dừng")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
                name="a_pause_ends_after_it_begins",
            ),
            models.UniqueConstraint(fields=["dossier", "from_at"], name="a_pause_begins_once"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier} {self.from_at:%d/%m/%Y}"


class Explanation(models.Model):
    """How a dossier's dates and verdict came about: steps with citations, as computed at the time (JSON)."""

    dossier = models.OneToOneField(
        Dossier,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="explanation",
        verbose_name=_("hồ sơ"),
    )
    steps = models.TextField(_("các bước (JSON)"))
    rules = models.CharField(_("dấu vân tay của quy tắc và lịch"), max_length=64)

    class Meta:
        verbose_name = _("diễn giải thời hạn")
        verbose_name_plural = _("diễn giải thời hạn")

    def __str__(self) -> str:
        return str(self.dossier_id)
