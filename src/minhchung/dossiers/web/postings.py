"""Where officials work: it decides what "my unit" means in the lists of work."""

from __future__ import annotations

from minhchung.dossiers.forms.postings import PostingForm
from minhchung.dossiers.models import Posting
from minhchung.ground.accounts.policy import May
from minhchung.ground.registers.register import Register


class PostingsRegister(Register):
    """Officials and the units where they handle dossiers."""

    model = Posting
    room = "dossiers"
    matter = "posting"
    title = "Nơi làm việc của cán bộ"
    singular = "nơi làm việc"
    lead = (
        "Danh sách việc “của đơn vị tôi” lấy đơn vị ở đây; chức danh ở đây được ghi vào diễn biến của hồ sơ."
    )
    columns = ("user__full_name", "unit__code", "post")
    search = ("user__full_name", "user__username")
    form_class = PostingForm
    edit = May.MANAGE_USERS
