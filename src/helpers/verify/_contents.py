"""The hash of a table's contents: equal for equal rows, however a Parquet file packs them."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

BATCH = 65_536
THREADS = 4
Streams = dict[str, Any]


def contents(path: Path) -> str:
    """The SHA-256 over the rows of a Parquet file: names, values and missing values in their order, 64 characters.

    Row groups, compression and the number of threads that wrote the file make no difference to it. Each column is
    hashed as three streams (which values are there, how long they are, their bytes), so that batches may end anywhere.
    """
    # without pre_buffer: with it, all that was read of the file stays in memory until the end
    with pq.ParquetFile(path, pre_buffer=False) as file, ThreadPoolExecutor(THREADS) as threads:
        names = file.schema_arrow.names
        columns: list[Streams] = [{name: hashlib.sha256()} for name in names]
        for batch in file.iter_batches(BATCH):
            list(threads.map(_add, columns, names, batch.columns))  # a column is fed by one thread at a time, in order
    pa.default_memory_pool().release_unused()  # else it is held while the next tables are made
    streams = {name: stream for column in columns for name, stream in column.items()}
    whole = "\n".join(f"{stream.hexdigest()}  {name}" for name, stream in streams.items())
    return hashlib.sha256(whole.encode()).hexdigest()


def _add(streams: Streams, name: str, array: pa.Array) -> None:
    _feed(streams, name, array.is_valid().cast(pa.uint8()), 1)
    known = array.drop_null() if array.null_count else array
    if not len(known):
        return
    if pa.types.is_list(array.type):
        _feed(streams, f"{name}, lengths", pc.list_value_length(known).cast(pa.int32()), 4)
        _add(streams, f"{name}, values", known.flatten())
    elif pa.types.is_string(array.type) or pa.types.is_large_string(array.type):
        whole = known.cast(pa.large_string())
        _feed(streams, f"{name}, lengths", pc.binary_length(whole), 8)
        offsets = memoryview(whole.buffers()[1]).cast("q")
        first, last = offsets[whole.offset], offsets[whole.offset + len(whole)]
        _of(streams, f"{name}, values").update(memoryview(whole.buffers()[2] or b"")[first:last])
    elif pa.types.is_boolean(array.type):
        _feed(streams, f"{name}, values", known.cast(pa.uint8()), 1)
    elif pa.types.is_floating(array.type):
        _feed(streams, f"{name}, values", known.cast(pa.float64()), 8)
    else:
        _feed(streams, f"{name}, values", known.cast(pa.int64()), 8)


def _of(streams: Streams, name: str) -> Any:
    return streams.setdefault(name, hashlib.sha256())


def _feed(streams: Streams, name: str, array: pa.Array, width: int) -> None:
    values = array.buffers()[1]
    if len(array):
        start = array.offset * width
        _of(streams, name).update(memoryview(values)[start : start + len(array) * width])
