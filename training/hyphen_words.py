#!/usr/bin/env python3
"""Write the lists of English words and compounds that tell a printer's hyphen from one that belongs to a word.

    hyphen_words.py [--lists /usr/share/dict/american-english ...] [--wordnet /usr/share/wordnet]

The words are those of SCOWL (Spell Checker Oriented Word Lists, http://wordlist.aspell.net), which Debian has in its
packages wamerican and wbritish: copyright 2000-2019 Kevin Atkinson and others, free to use, copy, modify and distribute
with that notice. Possessives and letters are left out, all else is in lower case.

The compounds are the lemmas with one hyphen of WordNet 3.0 (Debian's wordnet-base; copyright 2006 Princeton University,
free to use, copy, modify and distribute with its notice) that WordNet does not have as one word, as far as
`newsclean.language.hyphens` would join them without the list.

Writes english_words.txt and english_compounds.txt in src/newsclean/language/data, one word a line.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsclean.language.hyphens import is_soft

DATA = Path(__file__).resolve().parent.parent / "src/newsclean/language/data"
DEBIAN = [Path("/usr/share/dict/american-english"), Path("/usr/share/dict/british-english")]
WORDS_HEAD = """\
# English words in lower case, American and British.
# Source: SCOWL, size 60 (training/hyphen_words.py makes this list).
# Copyright 2000-2019 by Kevin Atkinson. Permission to use, copy, modify, distribute and sell these word lists, the
# associated scripts, the output created from the scripts, and its documentation for any purpose is hereby granted
# without fee, provided that the above copyright notice appears in all copies and that both that copyright notice and
# this permission notice appear in supporting documentation. Kevin Atkinson makes no representations about the
# suitability of this array for any purpose. It is provided "as is" without express or implied warranty.
"""
COMPOUNDS_HEAD = """\
# Compounds with a hyphen.
# Source: WordNet 3.0 (training/hyphen_words.py makes this list).
# WordNet 3.0 Copyright 2006 by Princeton University. All rights reserved. Permission to use, copy, modify and distribute
# this software and database and its documentation for any purpose and without fee or royalty is hereby granted, provided
# that you agree to comply with the copyright notice and statements, including the disclaimer, and that the same appear
# on ALL copies of the software, database and documentation, including modifications that you make for internal use or
# for distribution. THIS SOFTWARE AND DATABASE IS PROVIDED "AS IS" AND PRINCETON UNIVERSITY MAKES NO REPRESENTATIONS OR
# WARRANTIES, EXPRESS OR IMPLIED.
"""


def english_words(lists: Sequence[Path]) -> list[str]:
    """The words of the lists in lower case."""
    found = {word.lower() for path in lists for word in path.read_text("utf-8").split()}
    return sorted(word for word in found if len(word) > 1 and word.isascii() and word.isalpha())


def compounds(wordnet: Path) -> Iterator[str]:
    """WordNet's lemmas with one hyphen between letters, without those that it has as one word too."""
    lemmas = {
        line.split(" ", 1)[0]
        for kind in ("noun", "adj", "verb", "adv")
        for line in (wordnet / f"index.{kind}").read_text("utf-8").splitlines()
        if not line.startswith(" ")
    }
    for lemma in sorted(lemmas):
        left, hyphen, right = lemma.partition("-")
        if hyphen and left.isalpha() and right.isalpha() and left + right not in lemmas:
            yield lemma


def write(name: str, head: str, lines: Sequence[str]) -> None:
    """Write a list and say how long it is."""
    (DATA / f"{name}.txt").write_text(head + "".join(f"{line}\n" for line in lines), "utf-8")
    print(name, len(lines))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lists", nargs="+", type=Path, default=DEBIAN)
    parser.add_argument("--wordnet", type=Path, default=Path("/usr/share/wordnet"))
    args = parser.parse_args()
    write("english_words", WORDS_HEAD, english_words(args.lists))
    write("english_compounds", COMPOUNDS_HEAD, [])
    joined = [word for word in compounds(args.wordnet) if is_soft(*word.split("-"), frozenset())]
    write("english_compounds", COMPOUNDS_HEAD, joined)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
