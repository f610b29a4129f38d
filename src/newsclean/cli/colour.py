"""Colours for a terminal, unless they are switched off."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

WHEN = ("auto", "always", "never")
"""The values of `--color`."""

_CODES = {"kept": "32", "head": "1;36", "removed": "33", "repeat": "35", "found": "7", "faint": "2"}


def wanted(when: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether standard output gets colours. The command line decides first, then NO_COLOR and FORCE_COLOR if they are
    not empty, then whether standard output is a terminal."""
    if when != "auto":
        return when == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR"):
        return True
    return sys.stdout is not None and sys.stdout.isatty() and environment.get("TERM") != "dumb"


def coloured(style: str, text: str) -> str:
    """`text` in the colour of a style, for a terminal."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text else text


def plain(_: str, text: str) -> str:
    """`text` without a colour."""
    return text
