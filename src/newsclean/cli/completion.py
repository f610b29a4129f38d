"""Shell completion for bash, zsh and fish: scripts generated from the parsers of the commands.

The first word selects the command, and options may be placed anywhere among the files; libraries that generate such
scripts for argparse do not support this. File names are left to the shell, which knows how to quote them.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from newsclean.cli.suggestions import COMMANDS
from newsclean.reasons import reasons

_ENCODINGS = tuple("utf-8 utf-16 gb18030 big5 big5hkscs shift_jis euc_jp iso2022_jp euc_kr cp1252 koi8-r".split())
_ROLES = tuple(
    "title subtitle byline source date section metadata continuation paragraph heading caption quote list table removed"
    " space".split()
)
_VALUES = {"encoding": _ENCODINGS, "reason": tuple(reasons()), "role": _ROLES, "keep": ("first", "longest", "min:date")}
"""The values of options that have many of them, by the option's name in the parser."""
_FILES, _FOLDERS = frozenset({"FILE", "LIST"}), frozenset({"FOLDER"})
"""Metavariables that mean a file or a folder."""


@dataclass(frozen=True, slots=True)
class _Option:
    """An option: its names, its help, whether it takes a value, the possible values, and whether it is a file."""

    names: tuple[str, ...]
    help: str
    takes: bool
    values: tuple[str, ...]
    kind: str

    @classmethod
    def of(cls, action: argparse.Action) -> _Option:
        metavar = str(action.metavar or "")
        kind = "file" if metavar in _FILES else "folder" if metavar in _FOLDERS else ""
        values = tuple(map(str, action.choices or _VALUES.get(action.dest, ())))
        return cls(tuple(action.option_strings), str(action.help or ""), action.nargs != 0, values, kind)


def completion(shell: str, grammars: Mapping[str, argparse.ArgumentParser]) -> str:
    """The script for a shell. `grammars` are the parsers of the commands, the unnamed one first."""
    options = {name: [_Option.of(a) for a in each._actions if a.option_strings] for name, each in grammars.items()}
    about = {"explain": "show what became of each piece of a document", "dedupe": "find near-duplicate articles"}
    make = {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell]
    return "".join(f"{line}\n" for line in make(options, about))


Options = Mapping[str, list[_Option]]


def _bash(options: Options, about: Mapping[str, str]) -> Iterator[str]:
    yield "# completion of newsclean for bash"
    yield "_newsclean() {"
    yield "    local IFS=$'\\n' word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} names values"
    yield "    if [[ $word == = ]]; then word="
    yield "    elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi"
    yield "    case ${COMP_WORDS[1]} in"
    for command in (*about, ""):
        pattern = command or "*"
        yield f"    {pattern}) names={_lines(name for option in options[command] for name in option.names)}"
        yield "        case $before in"
        for option in options[command]:
            if option.takes:
                first = f"values={_lines(option.values)}" if option.values else _BASH_WORDS[option.kind]
                yield f"        {'|'.join(option.names)}) {first} ;;"
        yield "        esac ;;"
    yield "    esac"
    yield from _BASH_END.splitlines()


_BASH_WORDS = {
    "file": "COMPREPLY=(); return",
    "folder": 'COMPREPLY=($(compgen -d -- "$word")); compopt -o filenames 2>/dev/null; return',
    "": "COMPREPLY=(); compopt +o default +o bashdefault 2>/dev/null; return",
}
_BASH_END = f"""\
    if [[ $values ]]; then
        COMPREPLY=($(compgen -W "$values" -- "$word"))
        compopt +o default +o bashdefault 2>/dev/null
    elif [[ $word == -* ]]; then
        COMPREPLY=($(compgen -W "$names" -- "$word"))
    elif ((COMP_CWORD == 1)); then
        COMPREPLY=($(IFS=' ' compgen -W '{" ".join(COMMANDS)}' -- "$word"; compgen -f -- "$word"))
        compopt -o filenames 2>/dev/null
    else
        COMPREPLY=()
    fi
}}
complete -o bashdefault -o default -F _newsclean newsclean
"""


def _lines(words: Iterable[str]) -> str:
    return "$'" + "\\n".join(words) + "'"


def _zsh(options: Options, about: Mapping[str, str]) -> Iterator[str]:
    yield "#compdef newsclean"
    yield "# completion of newsclean for zsh"
    yield "_newsclean() {"
    yield "    local -a commands=("
    yield from (f"        {_quoted(f'{name}:{text}')}" for name, text in about.items())
    yield "    )"
    yield "    if ((CURRENT == 2)); then _describe -t commands command commands; fi"
    yield "    case $words[2] in"
    for command in (*about, ""):
        yield f"    {command or '*'})"
        if command:
            yield "        ((CURRENT > 2)) || return"
            yield "        shift words; ((CURRENT--))"
        yield "        _arguments -s -S \\"
        yield from (f"            {spec} \\" for option in options[command] for spec in _zsh_specs(option))
        yield "            '*:FILE:_files' ;;"
    yield "    esac"
    yield "}"
    yield 'if [[ $funcstack[1] == _newsclean ]]; then _newsclean "$@"; else compdef _newsclean newsclean; fi'


def _zsh_specs(option: _Option) -> Iterator[str]:
    text = option.help.translate({ord(mark): f"\\{mark}" for mark in "[]:\\"})
    values = " ".join(value.replace(":", "\\:") for value in option.values)
    action = f"({values})" if values else {"file": "_files", "folder": "_files -/", "": ""}[option.kind]
    for name in option.names:
        takes = f":value:{action}" if option.takes else ""
        sign = "=" if option.takes and name.startswith("--") else ""
        yield _quoted(f"*{name}{sign}[{text}]{takes}")


def _fish(options: Options, about: Mapping[str, str]) -> Iterator[str]:
    yield "# completion of newsclean for fish"
    for name, text in about.items():
        yield f"complete -c newsclean -n __fish_is_first_token -a {name} -d {_quoted(text)}"
    for command, some in options.items():
        seen = f"__fish_seen_subcommand_from {command or ' '.join(about)}"
        seen = seen if command else f"not {seen}"
        for option in some:
            yield f"complete -c newsclean -n {_quoted(seen)} {' '.join(_fish_words(option))}"


def _fish_words(option: _Option) -> Iterator[str]:
    for name in option.names:
        yield f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
    if option.values:
        yield f"-x -a {_quoted(' '.join(option.values))}"
    elif option.takes:
        yield {"file": "-r -F", "folder": "-x -a '(__fish_complete_directories)'", "": "-x"}[option.kind]
    yield f"-d {_quoted(option.help)}"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
