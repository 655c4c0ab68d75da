"""Facts as Parquet: typed columns, no personal data, one file a fact table, the same bytes for the same rows."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from minhchung.figures.engines import Engine, plain
from minhchung.figures.facts import Facts
from minhchung.figures.questions import Listing
from minhchung.ground.files.disk import whole_file

_TYPES = {
    "int64": pa.int64(),
    "string": pa.string(),
    "timestamp": pa.timestamp("us"),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}


def export_all(tables: Iterable[type[Facts]], engine: Engine, folder: Path) -> dict[str, int]:
    """Write every fact table to ``folder/<name>.parquet``; returns rows by table."""
    folder.mkdir(parents=True, exist_ok=True)
    return {facts.name: export_one(facts, engine, folder / f"{facts.name}.parquet") for facts in tables}


def export_one(facts: type[Facts], engine: Engine, path: Path) -> int:
    """Write one fact table, ordered by id, streaming; returns how many rows."""
    columns = [column for column in facts.columns if not column.personal]
    schema = pa.schema([pa.field(column.name, _TYPES[column.type]) for column in columns])
    table = facts().t
    everything = Listing(facts, {column.name: table[column.name] for column in columns})
    count = 0
    with (
        whole_file(path) as file,
        pq.ParquetWriter(
            file, schema, compression="zstd", store_schema=False, write_statistics=True
        ) as writer,
    ):
        for rows in engine.stream(everything, size=50_000):
            arrays = [
                pa.array([plain(row[place], column) for row in rows], type=_TYPES[column.type])
                for place, column in enumerate(columns)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
            count += len(rows)
    return count
