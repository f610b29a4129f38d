"""The entry point of the command `newsclean`.

Output is always UTF-8, whatever the locale. Messages go to standard error, one line each. Control characters from a
document or a file name are escaped, so that they never reach a terminal.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from newsclean.cli import documents, folder
from newsclean.cli import parser as command_line
from newsclean.cli.cleaning import cleaning
from newsclean.cli.console import CUT_OFF, INTERRUPTED, UNWRITTEN, drop_output, say
from newsclean.errors import describe


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with `argv` (default: `sys.argv[1:]`) and return its exit code.

    Raises SystemExit when argparse does: after --help, --version, or a wrong command line.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        try:
            if words[:1] == ["dedupe"]:
                from newsclean.cli.dedupe import dedupe

                return dedupe(words[1:])
            if words[:1] == ["explain"]:
                from newsclean.cli.explain import explain

                return explain(words[1:])
            options = command_line.read(words)
            run = folder.run if folder.takes_over(options) else documents.run
            return run(options, cleaning(options))
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        drop_output()
        return CUT_OFF
    except OSError as error:
        drop_output()
        say("standard output", describe(error))
        return UNWRITTEN
