"""A forecast as the skin draws it: in words, with the dossiers it rests on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _

from minhchung.dossiers import forecasts
from minhchung.dossiers.behind import Named
from minhchung.dossiers.forecasts import Foreseen, Standing
from minhchung.ground.skin import pieces
from minhchung.rules.forecast import WHOLE, Chance, Tally, per_mille
from minhchung.rules.rounding import printed_number


@dataclass(frozen=True)
class ShownOutlook:
    """The forecast on a dossier's page.

    ``number`` is "khoảng 21 %" or words; ``sentence`` says on what it rests and ``table`` opens to it; ``note`` how
    the number came about.
    """

    number: str
    badge: pieces.Badge | None
    sentence: str
    interval: str
    note: str
    table: pieces.Table | None


def outlook_shown(found: Foreseen, at: datetime) -> ShownOutlook | None:
    """What a page tells of a forecast; None for a dossier that has ended."""
    if found.why_not == "ended":
        return None
    if found.why_not == "waiting":
        return _silent(_("Đang chờ người nộp: dự báo khi đồng hồ chạy lại."))
    if found.why_not == "no-limit" or found.standing is None:
        return _silent(_("Hồ sơ không có thời hạn để dự báo."))
    if found.chance is None:
        return _silent(_("Chưa đủ dữ liệu: chưa có đủ hồ sơ đã xong để so."))
    if found.chance.level < 0:
        return ShownOutlook(
            _("Đã trễ"), pieces.Badge(_("Đã quá hạn"), pieces.Tone.LATE), _("Lời hẹn đã qua."), "", "", None
        )
    named = forecasts.levels_of(found.standing)[found.chance.level]
    tally = found.levels[found.chance.level]
    return ShownOutlook(
        number=_("khoảng %(share)s") % {"share": share(per_mille(found.chance.value))},
        badge=badge(per_mille(found.chance.value), at),
        sentence=_sentence(named, found.standing, tally),
        interval=_interval(found.chance),
        note=_(
            "Nhóm hẹp ít hồ sơ nên được pha với nhóm rộng hơn: con số dự báo nằm giữa các tỷ lệ trong bảng."
        ),
        table=_table(found.levels, found.standing, at),
    )


def badge(likelihood: int, at: datetime) -> pieces.Badge:
    """A likelihood in per mille as a state: likely, possible, unlikely."""
    likely = forecasts.convention(at).value["likely_from"] * 10
    if likelihood >= 1000:
        return pieces.Badge(_("Đã trễ"), pieces.Tone.LATE)
    if likelihood >= likely:
        return pieces.Badge(_("Dễ trễ"), pieces.Tone.LATE)
    if likelihood * 2 >= likely:
        return pieces.Badge(_("Có thể trễ"), pieces.Tone.SOON)
    return pieces.Badge(_("Ít khả năng trễ"), pieces.Tone.OPEN)


def share(likelihood: int) -> str:
    """A likelihood in per mille as people read it: whole per cent, and in the small "dưới 1 %"."""
    if likelihood < 10:
        return _("dưới 1 %")
    if 990 < likelihood < 1000:
        return _("trên 99 %")
    return f"{printed_number(round(likelihood / 10))} %"


def _silent(words: str) -> ShownOutlook:
    return ShownOutlook(_("chưa dự báo"), None, words, "", "", None)


def _interval(chance: Chance) -> str:
    low, high = (share(min(999, max(1, round(each * 1000)))) for each in (chance.low, chance.high))
    return _("Với chừng ấy hồ sơ, con số thật có thể từ %(low)s đến %(high)s.") % {"low": low, "high": high}


def _sentence(level: str, standing: Standing, tally: Tally) -> str:
    told = {
        "stood": printed_number(tally.stood),
        "late": printed_number(tally.late),
        "used": printed_number(standing.used),
        "since": printed_number(standing.used - standing.begun_used),
        "left": printed_number(WHOLE - standing.begun_used),
    }
    if level == "buoc":
        return (
            _(
                "Trong %(stood)s hồ sơ cùng thủ tục từng ở bước này mà sau %(since)s %% thời hạn kể từ khi vào "
                "bước vẫn chưa xong, %(late)s hồ sơ cần nhiều hơn %(left)s %% còn lại."
            )
            % told
        )
    words = {
        "thu-tuc": _(
            "Trong %(stood)s hồ sơ cùng thủ tục đã dùng hết %(used)s %% thời hạn mà chưa xong, "
            "%(late)s hồ sơ trễ."
        ),
        "linh-vuc": _(
            "Thủ tục này còn ít hồ sơ. Trong %(stood)s hồ sơ cùng lĩnh vực đã dùng hết %(used)s %% thời hạn mà "
            "chưa xong, %(late)s hồ sơ trễ."
        ),
        "co-quan": _(
            "Thủ tục và lĩnh vực này còn ít hồ sơ. Trong %(stood)s hồ sơ của cơ quan đã dùng hết %(used)s %% "
            "thời hạn mà chưa xong, %(late)s hồ sơ trễ."
        ),
    }
    return words[level] % told


def _table(levels: tuple[Tally, ...], standing: Standing, at: datetime) -> pieces.Table:
    titles = {
        "co-quan": _("Cả cơ quan"),
        "linh-vuc": _("Cùng lĩnh vực"),
        "thu-tuc": _("Cùng thủ tục"),
        "buoc": _("Cùng thủ tục, từng ở bước này"),
    }
    rows = []
    for level, tally in zip(forecasts.levels_of(standing), levels, strict=True):
        wanted = Named(
            f"lich-su-{level}",
            procedure=standing.procedure,
            step=standing.step,
            used=standing.used,
            begun_used=standing.begun_used,
            field=standing.field,
            on=at,
        )
        late = replace(wanted, name=f"lich-su-tre-{level}")
        rows.append(
            pieces.Row(
                (
                    pieces.Cell(titles[level]),
                    pieces.Cell(printed_number(tally.stood), url=url_of(wanted) if tally.stood else ""),
                    pieces.Cell(printed_number(tally.late), url=url_of(late) if tally.late else ""),
                    pieces.Cell(
                        share(round(Fraction(tally.late, tally.stood) * 1000)) if tally.stood else "–"
                    ),
                )
            )
        )
    return pieces.Table(
        caption=_("Hồ sơ đã xong được so"),
        columns=(
            pieces.Column(_("Nhóm"), wide=True),
            pieces.Column(_("Chưa xong ở chỗ này"), number=True),
            pieces.Column(_("Rồi trễ"), number=True),
            pieces.Column(_("Tỷ lệ"), number=True),
        ),
        rows=tuple(rows),
    )


def url_of(wanted: Named) -> str:
    """The page of a set."""
    return f"{reverse('dossiers:behind')}?{wanted.query()}"
