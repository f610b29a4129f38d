"""Writes a corpus to one Parquet file, in row groups as articles arrive. Needs the extra `newsclean[arrow]`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from newsclean.batch.corpora import Corpus

if TYPE_CHECKING:
    from newsclean.model import Document

ROWS, BYTES = 1 << 14, 32 << 20
"""Maximum rows and Arrow bytes of a row group, which is the unit that writers keep in memory and that readers load."""


def encoded(document: Document) -> bytes:
    """The rows of a document as bytes for `written`; empty if it has no article."""
    import pyarrow as pa

    from newsclean.integrations.tables import rows_of, schema

    rows = rows_of(document)
    return bytes(pa.RecordBatch.from_pylist(rows, schema=schema()).serialize()) if rows else b""


@contextmanager
def written(file: IO[bytes]) -> Iterator[Callable[[bytes], None]]:
    """A function that writes encoded rows to a Parquet file, complete at the end of the block."""
    import pyarrow.parquet as pq

    from newsclean.integrations.tables import schema

    with pq.ParquetWriter(file, schema(), compression="zstd") as writer:
        groups = _Groups(writer)
        yield groups.add
        groups.end()


@dataclass(slots=True)
class _Groups:
    writer: Any
    _batches: list[Any] = field(default_factory=list)
    _rows: int = 0
    _bytes: int = 0

    def add(self, raw: bytes) -> None:
        import pyarrow as pa

        from newsclean.integrations.tables import schema

        if not raw:
            return
        batch = pa.ipc.read_record_batch(raw, schema())
        self._batches.append(batch)
        self._rows += batch.num_rows
        self._bytes += len(raw)
        if self._rows >= ROWS or self._bytes >= BYTES:
            self.end()

    def end(self) -> None:
        """Write the remaining rows as a group."""
        import pyarrow as pa

        if self._batches:
            table = pa.Table.from_batches(self._batches)
            self.writer.write_table(table, row_group_size=self._rows)
        self._batches, self._rows, self._bytes = [], 0, 0


PARQUET = Corpus(".parquet", encoded, written)
"""Needs pyarrow when it is used."""
