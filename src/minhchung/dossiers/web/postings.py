"""Where officials work: it decides what "my unit" means in the lists of work."""

from __future__ import annotations

from minhchung.dossiers.forms.postings import ChargeForm, PostingForm
from minhchung.dossiers.models import Charge, Posting
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register
from minhchung.organisation.forms import offer_units


class PostingsRegister(Register):
    """Officials and the units where they handle dossiers."""

    model = Posting
    room = "dossiers"
    matter = "posting"
    title = "Nơi làm việc của cán bộ"
    singular = "nơi làm việc"
    lead = (
        "Đơn vị ở đây quyết định “của đơn vị tôi” và phạm vi hồ sơ được xem; một người có thể giữ nhiều nơi, "
        "ví dụ phụ trách thêm một phòng. Chức danh được ghi vào diễn biến của hồ sơ."
    )
    columns = ("user__full_name", "unit", "post", "role", "since", "until")
    search = ("user__full_name", "user__username")
    sort_keys = {"unit": "unit__code"}
    form_class = PostingForm
    narrow = staticmethod(offer_units)
    edit = May.MANAGE_USERS


class ChargesRegister(Register):
    """Which unit is in charge of which field of work."""

    model = Charge
    room = "dossiers"
    matter = "charge"
    title = "Phân công lĩnh vực"
    singular = "phân công"
    lead = "Hồ sơ của hệ thống tỉnh không ghi phòng nào xử lý; phòng phụ trách lĩnh vực xem được hồ sơ của lĩnh vực đó."
    columns = ("field", "unit", "since", "until")
    search = ("field",)
    sort_keys = {"unit": "unit__code"}
    form_class = ChargeForm
    narrow = staticmethod(offer_units)
    edit = May.MANAGE_USERS
