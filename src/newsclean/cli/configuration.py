"""The file of `--config`: options of cleaning, and a part `command` with options of the command's own."""

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
"""Options in the part `command` that hold whatever is cleaned; the others hold for folders and lists of files."""
NEVER = frozenset(
    {"files", "output", "to_stdout", "config", "version", "print_completion"}
    | {"encoding", "repair_mojibake", "normalize"}
)
"""Options of the command line that have no place there: what is read and written, and options of cleaning."""


def configured(path: str) -> tuple[Options, Mapping[str, Any]]:
    """What a file says: options of cleaning, and of the command. Raises ValueError with what is wrong with it."""
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
    """The options in the words of a command line, and for those of `names` that it does not give, what the part
    `command` of a file says. Raises ValueError where that is no option, SystemExit where it is no value for it."""
    from newsclean.rules.ruleset import nearest

    options = parser.read(words)
    known = {name.replace("_", "-") for name in vars(options).keys() - NEVER}
    for key in command:
        if key.replace("_", "-") not in known:
            raise ValueError(f"there is no option {key!r} of the command{nearest(key.replace('_', '-'), known)}")
    found = parser.read(list(_words(command)))
    wanted = {key.replace("-", "_") for key in command} & set(names)
    parser.set_defaults(**dict.fromkeys(wanted))
    options = parser.read(words)
    for name in wanted:
        if getattr(options, name) is None:
            setattr(options, name, getattr(found, name))
    return options


def _words(command: Mapping[str, Any]) -> Iterator[str]:
    """The part of a file as words of a command line."""
    for key, value in command.items():
        option = f"--{key.replace('_', '-')}"
        if value is True:
            yield option
        elif value is not False:
            yield from (f"{option}={each}" for each in (value if isinstance(value, list) else [value]))
