"""Roles and what each may do: one table, read by every door."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Posts in an agency, as far as the product tells them apart."""

    ONE_STOP = "one_stop"
    SPECIALIST = "specialist"
    HEAD = "head"
    LEADER = "leader"
    CLERK = "clerk"
    REFORM = "reform"
    LEGAL = "legal"
    STAFF = "staff"
    FINANCE = "finance"
    IT = "it"
    PROVINCE = "province"


ROLE_NAMES = {
    Role.ONE_STOP: "Cán bộ một cửa",
    Role.SPECIALIST: "Chuyên viên",
    Role.HEAD: "Lãnh đạo phòng",
    Role.LEADER: "Lãnh đạo cơ quan",
    Role.CLERK: "Văn thư",
    Role.REFORM: "Cán bộ cải cách hành chính",
    Role.LEGAL: "Cán bộ pháp chế",
    Role.STAFF: "Cán bộ tổ chức",
    Role.FINANCE: "Kế toán",
    Role.IT: "Quản trị hệ thống",
    Role.PROVINCE: "Cơ quan cấp trên",
}


class May(StrEnum):
    """Things that a role may or may not do."""

    READ_RECORDS = "read_records"
    READ_PERSONAL = "read_personal"
    IMPORT_RECORDS = "import_records"
    EDIT_DOSSIERS = "edit_dossiers"
    RECEIVE_DOSSIERS = "receive_dossiers"
    APPROVE_DOSSIERS = "approve_dossiers"
    EDIT_PROCEDURES = "edit_procedures"
    EDIT_LEGISLATION = "edit_legislation"
    APPROVE_LEGISLATION = "approve_legislation"
    EDIT_STAFF = "edit_staff"
    APPROVE_STAFF = "approve_staff"
    EDIT_FINANCE = "edit_finance"
    EDIT_FEEDBACK = "edit_feedback"
    ANSWER_FEEDBACK = "answer_feedback"
    HANDLE_COMPLAINTS = "handle_complaints"
    RECEIVE_DENUNCIATIONS = "receive_denunciations"
    EDIT_DIRECTION = "edit_direction"
    EDIT_CORRESPONDENCE = "edit_correspondence"
    EDIT_ORGANISATION = "edit_organisation"
    APPROVE_CALENDAR = "approve_calendar"
    EDIT_REPORTS = "edit_reports"
    FREEZE_REPORTS = "freeze_reports"
    PUBLISH_REPORTS = "publish_reports"
    WRITE_ARTICLES = "write_articles"
    EDIT_ARTICLES = "edit_articles"
    PUBLISH_ARTICLES = "publish_articles"
    MANAGE_USERS = "manage_users"


PERMIT_NAMES = {
    May.READ_RECORDS: "Xem hồ sơ, số liệu",
    May.READ_PERSONAL: "Xem thông tin cá nhân",
    May.IMPORT_RECORDS: "Nhập liệu từ tệp",
    May.RECEIVE_DOSSIERS: "Tiếp nhận, trả kết quả hồ sơ",
    May.APPROVE_DOSSIERS: "Duyệt việc cần lãnh đạo đồng ý khi giải quyết hồ sơ",
    May.EDIT_DOSSIERS: "Sửa hồ sơ thủ tục hành chính",
    May.EDIT_PROCEDURES: "Sửa danh mục thủ tục",
    May.EDIT_LEGISLATION: "Sửa văn bản pháp luật",
    May.APPROVE_LEGISLATION: "Duyệt kết quả rà soát văn bản",
    May.EDIT_STAFF: "Sửa hồ sơ cán bộ",
    May.APPROVE_STAFF: "Quyết định xếp loại, trả lời kiến nghị về xếp loại",
    May.EDIT_FINANCE: "Sửa số liệu tài chính",
    May.EDIT_FEEDBACK: "Tiếp nhận, xử lý phản ánh, kiến nghị",
    May.ANSWER_FEEDBACK: "Duyệt, trả lời phản ánh, kiến nghị",
    May.HANDLE_COMPLAINTS: "Vào sổ, giải quyết khiếu nại",
    May.RECEIVE_DENUNCIATIONS: "Vào sổ tố cáo",
    May.EDIT_DIRECTION: "Sửa kế hoạch, nhiệm vụ",
    May.EDIT_CORRESPONDENCE: "Sửa văn bản đi, đến",
    May.EDIT_ORGANISATION: "Sửa đơn vị, tổ chức",
    May.APPROVE_CALENDAR: "Duyệt thay đổi lịch làm việc",
    May.EDIT_REPORTS: "Soạn báo cáo",
    May.FREEZE_REPORTS: "Chốt số liệu báo cáo",
    May.PUBLISH_REPORTS: "Công bố báo cáo",
    May.WRITE_ARTICLES: "Viết bài cho cổng công khai",
    May.EDIT_ARTICLES: "Biên tập bài của cổng công khai",
    May.PUBLISH_ARTICLES: "Duyệt đăng bài trên cổng công khai",
    May.MANAGE_USERS: "Quản lý tài khoản",
}


def permit_name(what: May) -> str:
    """The permission in words."""
    return PERMIT_NAMES[what]


_EVERYONE = frozenset({May.READ_RECORDS})

PERMITS: dict[Role, frozenset[May]] = {
    Role.ONE_STOP: _EVERYONE
    | {May.IMPORT_RECORDS, May.EDIT_DOSSIERS, May.RECEIVE_DOSSIERS, May.READ_PERSONAL, May.EDIT_FEEDBACK},
    Role.SPECIALIST: _EVERYONE
    | {May.EDIT_DOSSIERS, May.READ_PERSONAL, May.EDIT_FEEDBACK, May.WRITE_ARTICLES},
    Role.HEAD: _EVERYONE
    | {
        May.EDIT_DOSSIERS,
        May.APPROVE_DOSSIERS,
        May.READ_PERSONAL,
        May.EDIT_FEEDBACK,
        May.ANSWER_FEEDBACK,
        May.WRITE_ARTICLES,
        May.EDIT_ARTICLES,
    },
    Role.LEADER: _EVERYONE
    | {
        May.APPROVE_DOSSIERS,
        May.APPROVE_CALENDAR,
        May.APPROVE_LEGISLATION,
        May.APPROVE_STAFF,
        May.READ_PERSONAL,
        May.FREEZE_REPORTS,
        May.PUBLISH_REPORTS,
        May.ANSWER_FEEDBACK,
        May.HANDLE_COMPLAINTS,
        May.RECEIVE_DENUNCIATIONS,
        May.WRITE_ARTICLES,
        May.EDIT_ARTICLES,
        May.PUBLISH_ARTICLES,
    },
    Role.CLERK: _EVERYONE | {May.IMPORT_RECORDS, May.EDIT_CORRESPONDENCE, May.WRITE_ARTICLES},
    Role.REFORM: _EVERYONE
    | {
        May.IMPORT_RECORDS,
        May.EDIT_PROCEDURES,
        May.EDIT_DIRECTION,
        May.EDIT_FEEDBACK,
        May.EDIT_ORGANISATION,
        May.EDIT_REPORTS,
        May.FREEZE_REPORTS,
        May.PUBLISH_REPORTS,
        May.WRITE_ARTICLES,
    },
    Role.LEGAL: _EVERYONE
    | {
        May.IMPORT_RECORDS,
        May.EDIT_LEGISLATION,
        May.HANDLE_COMPLAINTS,
        May.RECEIVE_DENUNCIATIONS,
        May.WRITE_ARTICLES,
    },
    Role.STAFF: _EVERYONE | {May.IMPORT_RECORDS, May.EDIT_STAFF, May.EDIT_ORGANISATION, May.READ_PERSONAL},
    Role.FINANCE: _EVERYONE | {May.IMPORT_RECORDS, May.EDIT_FINANCE},
    Role.IT: _EVERYONE | {May.IMPORT_RECORDS, May.MANAGE_USERS, May.WRITE_ARTICLES},
    Role.PROVINCE: _EVERYONE,
}


class Reach(StrEnum):
    """How far somebody sees among records that belong to units.

    OWN: what is or was in his own hand. UNIT: also what is or was in the hands of his units and of those under them.
    AGENCY: everything. ABOVE: everything, as an agency above sees it: figures and lists, nobody's personal data.
    """

    OWN = "own"
    UNIT = "unit"
    AGENCY = "agency"
    ABOVE = "above"


REACH_NAMES = {
    Reach.OWN: "việc của mình",
    Reach.UNIT: "việc của đơn vị mình và các đơn vị bên dưới, kể cả hồ sơ đã từng qua tay",
    Reach.AGENCY: "toàn cơ quan",
    Reach.ABOVE: "toàn cơ quan, chỉ số liệu và danh sách không có thông tin cá nhân",
}

#: The one-stop receives and returns for all units; who settles sees his unit's; who leads, keeps papers, writes reports
#: or keeps the system running sees the agency's.
REACH: dict[Role, Reach] = {
    Role.ONE_STOP: Reach.AGENCY,
    Role.SPECIALIST: Reach.UNIT,
    Role.HEAD: Reach.UNIT,
    Role.LEADER: Reach.AGENCY,
    Role.CLERK: Reach.AGENCY,
    Role.REFORM: Reach.AGENCY,
    Role.LEGAL: Reach.UNIT,
    Role.STAFF: Reach.UNIT,
    Role.FINANCE: Reach.UNIT,
    Role.IT: Reach.AGENCY,
    Role.PROVINCE: Reach.ABOVE,
}

#: Permits that the editor of the public site knows by the groups somebody belongs to, which follow from his role.
GROUPED = (May.WRITE_ARTICLES, May.EDIT_ARTICLES, May.PUBLISH_ARTICLES)

#: Permits that open something only to somebody who has signed in by two steps: what they do reaches everybody's
#: accounts, or the public. An account with a second step is asked for it whatever it may do.
TWO_STEPS = frozenset({May.MANAGE_USERS, *GROUPED})

#: What may be lent to somebody for an absence: not the keeping of accounts, nor denunciations, which are for the named,
#: nor what goes by groups.
LENDABLE = frozenset(May) - {May.READ_RECORDS, May.MANAGE_USERS, May.RECEIVE_DENUNCIATIONS, *GROUPED}

#: Deeds that two people do: who did the first may not do the second.
FOUR_EYES: dict[str, tuple[str, str]] = {
    "judge_work": (
        "Người đề xuất mức xếp loại",
        "Quyết định xếp loại công chức: người quyết định không phải người đề xuất",
    ),
    "ask_supplement_again": (
        "Người đang giữ hồ sơ",
        "Yêu cầu bổ sung lần hai: người duyệt không phải người đang giữ hồ sơ",
    ),
    "publish_report": (
        "Người chốt số liệu báo cáo",
        "Công bố báo cáo: người công bố không phải người chốt số liệu",
    ),
}


def reach_of(role: str) -> Reach:
    """How far a role sees; an unknown role sees its own only."""
    try:
        return REACH[Role(role)]
    except ValueError:
        return Reach.OWN


def only_looks(role: str) -> bool:
    """Whether a role looks on from above: it reads figures and lists and writes nothing, not even a trial."""
    return reach_of(role) == Reach.ABOVE


def asks_two_steps(role: str) -> bool:
    """Whether a role may do something that asks for two steps."""
    return any(may(role, each) for each in TWO_STEPS)


#: Whoever may edit a room's records may import them.
EDITS_OF_ROOM = {
    "organisation": May.EDIT_ORGANISATION,
    "staff": May.EDIT_STAFF,
    "finance": May.EDIT_FINANCE,
    "legislation": May.EDIT_LEGISLATION,
    "procedures": May.EDIT_PROCEDURES,
    "dossiers": May.EDIT_DOSSIERS,
    "feedback": May.EDIT_FEEDBACK,
    "direction": May.EDIT_DIRECTION,
    "correspondence": May.EDIT_CORRESPONDENCE,
}


def may_import(role: str, room: str) -> bool:
    """Whether a role may import the records of a room: those it may edit; the keeper of the system, all."""
    if not may(role, May.IMPORT_RECORDS):
        return False
    return may(role, May.MANAGE_USERS) or (room in EDITS_OF_ROOM and may(role, EDITS_OF_ROOM[room]))


def may(role: str, what: May) -> bool:
    """Whether a role is allowed something; an unknown role is allowed nothing."""
    try:
        return what in PERMITS[Role(role)]
    except ValueError:
        return False
