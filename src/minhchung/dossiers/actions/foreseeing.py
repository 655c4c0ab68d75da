"""Foreseeing: the forecast of every open dossier, reckoned again and kept for lists and the board."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from minhchung.dossiers.actions.acting import Refusal
from minhchung.dossiers.forecasts import Forecaster, all_history, habits_on
from minhchung.dossiers.measuring import measured
from minhchung.dossiers.models import ForecastCheck, Outlook
from minhchung.dossiers.pacing import read_open
from minhchung.ground.trail import actions as trail
from minhchung.rules.forecast import per_mille


def foresee(*, at: datetime) -> int:
    """Reckon the forecasts of all open dossiers anew; returns how many have one. Says nothing of those that wait.

    Nobody waits while it reckons: only the outcome is written in a transaction. Two at once leave one row a dossier.
    """
    rows = read_open()
    forecaster = Forecaster(at)
    forecaster.know_steps(row.pk for row in rows)
    found = []
    for row in rows:
        each = forecaster.of(row)
        if each.chance is None or each.standing is None:
            continue
        found.append(
            Outlook(
                dossier_id=row.pk,
                used=each.standing.used,
                likelihood=per_mille(each.chance.value),
                low=int(each.chance.low * 1000),
                high=int(each.chance.high * 1000),
                at=at,
            )
        )
    found.sort(key=lambda outlook: outlook.dossier_id)
    with transaction.atomic():
        Outlook.objects.bulk_create(
            found,
            batch_size=500,
            update_conflicts=True,
            unique_fields=["dossier"],
            update_fields=["used", "likelihood", "low", "high", "at"],
        )
        Outlook.objects.filter(at__lt=at).delete()
    return len(found)


@transaction.atomic
def check_forecast(*, split_on: date, by: str, at: datetime) -> ForecastCheck:
    """Measure the forecast on the dossiers accepted from a day on, with the history that had ended before it.

    Raises:
        Refusal: there is nothing to learn from or nothing to try it on.
    """
    result = measured(all_history(), split_on, habits_on(at))
    if result is None:
        raise Refusal(
            f"Chưa đủ hồ sơ đã kết thúc trước ngày {split_on:%d/%m/%Y} để học, hoặc sau ngày ấy để thử.",
            field_name="split_on",
        )
    made = ForecastCheck.objects.create(
        split_on=split_on, result=json.dumps(asdict(result), ensure_ascii=False), by=by, at=at
    )
    details = {"split_on": split_on, "learned": result.learned, "tried": result.tried}
    trail.write_one(
        trail.Deed("dossiers", "forecast", made.pk, "check_forecast", by, at, details), recorded_at=at
    )
    return made
