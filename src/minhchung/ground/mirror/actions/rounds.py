"""A round of a connector: held by one worker, ended by a success or by a sentence that says what is to be mended."""

from __future__ import annotations

from datetime import datetime, timedelta

from minhchung.ground.intake.kinds import kind_named
from minhchung.ground.mirror.actions.dropping import take_files
from minhchung.ground.mirror.actions.holding import Busy, Held, hold
from minhchung.ground.mirror.actions.pulling import Pause, pull
from minhchung.ground.mirror.actions.taking import Clock, Unreadable
from minhchung.ground.mirror.client import Client, NotLikeThis, TryLater
from minhchung.ground.mirror.mapping import BadAnswer, BadMapping, read_mapping
from minhchung.ground.mirror.models import Connector, ConnectorName, Outcome
from minhchung.ground.mirror.setup import Setup

#: The folder is looked at so often; a look costs nothing while nothing lies there.
LOOK_EVERY = timedelta(seconds=5)


def due(setup: Setup, at: datetime) -> tuple[ConnectorName, ...]:
    """The connectors whose time has come."""
    times = {row.name: row for row in Connector.objects.filter(name__in=[str(each) for each in setup.names])}
    found = []
    for name in setup.names:
        row = times.get(name)
        if row is not None and row.lease_until_at is not None and row.lease_until_at > at:
            continue
        if row is None or row.next_try_at is None or row.next_try_at <= at:
            found.append(name)
    return tuple(found)


def run(
    name: str,
    setup: Setup,
    *,
    by: str,
    clock: Clock,
    pause: Pause,
    client: Client | None = None,
) -> tuple[Outcome, ...]:
    """Run a connector once.

    Args:
        client: how the address is asked; None asks as the setup says.

    Returns:
        What came of each file; nothing when the folder was empty.

    Raises:
        Busy: another worker runs it.
    """
    held = hold(name, clock())
    begun = clock()
    try:
        if name == ConnectorName.FOLDER:
            return _folder(setup, held, by, clock)
        return _http(setup, held, by, clock, pause, client, begun)
    except Busy:
        raise
    except (TryLater, NotLikeThis, BadMapping, BadAnswer, Unreadable, OSError) as error:
        at, words = clock(), str(error)
        held.note(Outcome.FAILED, begun, at, by, words=words)
        held.failed(at, words)
        return (Outcome.FAILED,)
    except BaseException:
        held.let_go()
        raise


def _folder(setup: Setup, held: Held, by: str, clock: Clock) -> tuple[Outcome, ...]:
    folder = setup.folder
    if folder is None or not folder.is_dir():
        raise NotLikeThis("Chưa có thư mục thả tệp; tạo thư mục tha-tep trong thư mục dữ liệu.")
    outcomes = tuple(take_files(folder, setup.kind, held, by=by, clock=clock))
    at = clock()
    if not outcomes:
        Connector.objects.filter(pk=held.connector.pk, token=held.token).update(
            lease_until_at=None, next_try_at=at + LOOK_EVERY
        )
    elif all(each is Outcome.FAILED for each in outcomes):
        held.failed(at, "Tệp không đọc được; xem thư mục loi.")
        Connector.objects.filter(pk=held.connector.pk, token=held.token).update(next_try_at=at + LOOK_EVERY)
    else:
        held.succeeded(at, at + LOOK_EVERY)
    return outcomes


def _http(
    setup: Setup, held: Held, by: str, clock: Clock, pause: Pause, client: Client | None, begun: datetime
) -> tuple[Outcome, ...]:
    kind = kind_named(setup.kind)
    if kind is None or setup.mapping is None:
        raise NotLikeThis("Chưa có ánh xạ cho loại dữ liệu này.")
    mapping = read_mapping(setup.mapping, [each.name for each in kind.importer.layout.fields])
    if client is None:
        token = {mapping.key_header: f"{mapping.key_prefix}{setup.token}"} if setup.token else {}
        client = Client(token)
    pulled = pull(setup, mapping, client, held, by=by, clock=clock, pause=pause, begun=begun)
    at, taken = clock(), pulled.taken
    outcome = Outcome.NOTHING_NEW
    if taken is not None and taken.outcome is not Outcome.REPEATED:
        outcome = taken.outcome
        words = f"{pulled.pages} trang, {pulled.records} bản ghi: {taken.words}"
        held.note(outcome, begun, at, by, words=words, digest=taken.digest, run=taken.run)
    held.succeeded(at, at + setup.every, etag=pulled.etag, modified=pulled.modified, since=begun.isoformat())
    return (outcome,)
