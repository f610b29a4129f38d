"""The cleaning options that `newsclean` and `newsclean explain` share."""

from __future__ import annotations

import argparse
from typing import Any


def cleaning(options: argparse.Namespace) -> dict[str, Any]:
    """The options of `newsclean.clean` given on the command line; they override those of a file."""
    named = {name: getattr(options, name) for name in ("encoding", "repair_mojibake", "normalize")}
    given = {name: value for name, value in named.items() if value is not None}
    return given if options.config is None else {"options": options.config} | given


def encoding(name: str) -> str:
    """Check that Python knows an encoding of this name."""
    try:
        b"0000".decode(name)
    except UnicodeDecodeError:
        return name
    except (LookupError, ValueError):
        raise argparse.ArgumentTypeError(f"no encoding is named {name!r}") from None
    return name
