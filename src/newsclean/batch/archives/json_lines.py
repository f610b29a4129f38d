"""Documents in a file of JSON lines: one on each line, as the value of a field."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from newsclean.batch.archives.member import LIMIT, Ask, Member
from newsclean.errors import describe

BOM = b"\xef\xbb\xbf"


class LineError(ValueError):
    """A line is not an article."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the fields with an article's text and id."""

    text: str = "text"
    id: str = "id"


def record(line: bytes, fields: Fields) -> dict[str, Any] | None:
    """The object on a line; `None` if it is blank. Raises LineError, with the reason, if it is not an article."""
    if not line.strip():
        return None
    try:
        value = json.loads(line.removeprefix(BOM).rstrip(b"\r\n").decode())
    except UnicodeDecodeError as error:
        raise LineError(f"not UTF-8 (byte {error.start + 1})") from None
    except json.JSONDecodeError as error:
        raise LineError(f"not JSON ({error.msg[0].lower()}{error.msg[1:]}, column {error.colno})") from None
    except (ValueError, RecursionError) as error:
        raise LineError(f"JSON that cannot be read ({describe(error)})") from None
    if not isinstance(value, dict):
        raise LineError("not a JSON object")
    if fields.text not in value:
        raise LineError(f"no field {fields.text!r}")
    if not isinstance(value[fields.text], str):
        raise LineError(f"the field {fields.text!r} is not a string")
    return value


def documents_in_lines(file: IO[bytes], path: str, inside: str, ask: Ask, fields: Fields) -> Iterator[Member]:
    """A document for each line that is not blank, named by its number, from 1; `source` is its id."""
    lines = io.BufferedReader(file)  # type: ignore[type-var]
    for number, line in enumerate(iter(partial(lines.readline, LIMIT + 1), b""), start=1):
        name = f"{inside}{number}"
        if line.strip() and (wanted := ask(name)) is not None:
            yield _document(line, name, f"{path}:{number}", fields) if wanted else Member(name, f"{path}:{number}")
        while len(line) > LIMIT and not line.endswith(b"\n"):
            line = lines.readline(LIMIT + 1)


def _document(line: bytes, name: str, path: str, fields: Fields) -> Member:
    try:
        if len(line) > LIMIT:
            raise LineError(f"has more than {LIMIT >> 20} MB")
        value = record(line, fields) or {}
    except LineError as error:
        return Member(name, path, problem=str(error))
    given_id = value.get(fields.id)
    return Member(name, path, value[fields.text], source=None if given_id is None else str(given_id))
