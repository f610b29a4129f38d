"""Coverage-guided fuzzing of `newsclean.clean` with atheris: looks for bytes that break a promise.

    python -m tests.fuzz -max_total_time=60

atheris runs on Linux and macOS (`pip install atheris`). Arguments are libFuzzer's. It starts from the fixtures; a
finding is written to a file `crash-…`, which `python -m tests.fuzz crash-…` runs again.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsclean"], enable_loader_override=False):
    from newsclean.pipeline import clean
    from newsclean.render.formats import FORMATS

from tests.golden import FIXTURES
from tests.test_hostile import FORBIDDEN, said

LONGEST = 4_000
"""Bytes of an input: long ones run too few a second to find anything."""


def check(raw: bytes) -> None:
    """Clean one input, and raise where a promise is broken."""
    document = clean(raw, jieba=False, repair_mojibake=len(raw) % 2 == 1)
    at = 0
    for row in document.ledger:
        assert row.start == at, "the ledger has a gap"
        assert row.reason != "unread", "a stage lost text"
        at = row.end
    assert at == len(document.text), "the ledger ends early"
    assert not FORBIDDEN.search(said(document)), "a control character came out"
    for each in FORMATS.values():
        each.render(document).encode()


def main() -> None:
    with tempfile.TemporaryDirectory() as corpus:
        for path in sorted(FIXTURES.iterdir()):
            if path.is_file():
                Path(corpus, path.name).write_bytes(path.read_bytes()[:LONGEST])
        inputs = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
        atheris.Setup([*sys.argv, f"-max_len={LONGEST}", *([] if inputs else [corpus])], check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
