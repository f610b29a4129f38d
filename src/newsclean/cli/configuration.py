"""The file of `--config`: cleaning options, and a table `command` with options of the command line."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from newsclean.cli.console import Parser
from newsclean.errors import describe

if TYPE_CHECKING:
    from newsclean.options import Options

ALWAYS = frozenset({"format"})
"""Options in the table `command` that always apply; the others apply to folders and lists of files."""
NEVER = frozenset(
    {"files", "output", "to_stdout", "config", "version", "print_completion"}
    | {"encoding", "repair_mojibake", "normalize"}
)
"""Command-line options that are not allowed there: input, output, and cleaning options."""


def configured(path: str) -> tuple[Options, Mapping[str, Any]]:
    """Read cleaning options and command options from a file. Raises ValueError with a message about what is wrong."""
    from newsclean.options import COMMAND, Options, section

    try:
        values = section(path)
        command = values.get(COMMAND, {})
        if not isinstance(command, Mapping):
            raise ValueError(f"{COMMAND} must be a table, not {command!r}")
        return Options.from_dict(values, folder=os.path.dirname(path)), command
    except (ValueError, OSError) as error:
        raise ValueError(f"{path}: {describe(error) if isinstance(error, OSError) else error}") from error


def completed(parser: Parser, words: list[str], command: Mapping[str, Any], names: Iterable[str]) -> argparse.Namespace:
    """Parse a command line; the options in `names` that it does not give come from the table `command` of a file.
    Raises ValueError for an unknown option in that table, SystemExit for a wrong value."""
    from newsclean.rules.ruleset import nearest

    options = parser.read(words)
    known = {name.replace("_", "-") for name in vars(options).keys() - NEVER}
    for key in command:
        if key.replace("_", "-") not in known:
            raise ValueError(f"there is no command option {key!r}{nearest(key.replace('_', '-'), known)}")
    found = parser.read(list(_words(command)))
    wanted = {key.replace("-", "_") for key in command} & set(names)
    parser.set_defaults(**dict.fromkeys(wanted))
    options = parser.read(words)
    for name in wanted:
        if getattr(options, name) is None:
            setattr(options, name, getattr(found, name))
    return options


def _words(command: Mapping[str, Any]) -> Iterator[str]:
    """The table of a file as words of a command line."""
    for key, value in command.items():
        option = f"--{key.replace('_', '-')}"
        if value is True:
            yield option
        elif value is not False:
            yield from (f"{option}={each}" for each in (value if isinstance(value, list) else [value]))
