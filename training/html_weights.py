#!/usr/bin/env python3
"""Fit the weights of `stages/read/web/weights.json` on pages whose body is known, and say what they are worth.

    html_weights.py DIR [--folds N] [--l2 F] [--seed N] [--json OUT] [--write]

DIR holds <set>/gold.jsonl, a row a page: id, lang, text (the body) and site or url, and <set>/<id>.html.gz with the
page's own bytes. Pages of one site are in one fold. Logistic regression on the features of `newsclean.stages.read.web.features`, a block a sample, blocks weighed by the square
root of their length, features of fewer than --pages pages left out. Prints F1 of the body (multisets of 4-grams) for
each set, from weights that were fitted without the page's own fold of sites; --write also fits on all pages and writes the table.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import numpy as np
from html_grams import GRAM, Grams, Score, compare, grams, overall, tokens
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from newsclean.stages.decode.policy import decode
from newsclean.stages.read.web import dom
from newsclean.stages.read.web.deck import descriptions, find_deck
from newsclean.stages.read.web.features import Measures, features
from newsclean.stages.read.web.main_content import choose, evidence, find_title
from newsclean.stages.read.web.metadata import collect
from newsclean.stages.read.web.page import stated, titles
from newsclean.stages.read.web.place import is_caption

TABLE = Path(__file__).resolve().parent.parent / "src" / "newsclean" / "stages" / "read" / "web" / "weights.json"
# Blocks with so many tokens have 4-grams enough to say whether they are in the body; shorter ones only near such.
LONG, NEAR = 10, 3
MOST_TOKENS = 40


@dataclass(frozen=True, slots=True)
class Sample:
    """A page with what is known of it: for each block its features, whether it is in the body, and its weight."""

    set: str
    id: str
    site: str
    lang: str
    gold: Grams
    page: dom.Page
    measures: Measures
    anchor: int | None
    names: dict[int, list[str]]
    inside: list[bool]
    weight: list[float]


def samples(root: Path) -> Iterator[Sample]:
    for rows in sorted(root.glob("*/gold.jsonl")):
        for line in rows.open(encoding="utf-8"):
            row = json.loads(line)
            if row.get("text"):
                raw = gzip.decompress((rows.parent / f"{row['id']}.html.gz").read_bytes())
                yield sample(rows.parent.name, row, raw)


def sample(name: str, row: dict[str, str], raw: bytes) -> Sample:
    tree = dom.parse(decode(raw).text)
    page, head = dom.blocks(tree), collect(tree)
    measures, anchor = Measures(page), find_title(page, titles(tree))
    gold = grams(row["text"], row["lang"])
    inside, weight = labels(page, gold, row)
    deck = find_deck(page, anchor, inside.index(True) if True in inside else 0, descriptions(head))
    if deck is not None:  # neither the story's text nor another's
        weight[deck] = 0.0
    return Sample(
        set=name,
        id=row["id"],
        site=row.get("site") or urlsplit(row.get("url") or "").netloc.removeprefix("www.") or row["id"],
        lang=row["lang"],
        gold=gold,
        page=page,
        measures=measures,
        anchor=anchor,
        names=features(page, measures, anchor, stated(head)),
        inside=inside,
        weight=weight,
    )


def labels(page: dom.Page, gold: Grams, row: dict[str, str]) -> tuple[list[bool], list[float]]:
    """Whether half of each block's 4-grams are in the body, and how much that counts. Captions are not asked for."""
    words = tokens(row["text"], row["lang"])
    glued = "\0" + "\0".join(words) + "\0"
    inside, sizes = [], []
    for block in page.blocks:
        own = tokens(block.text, row["lang"])
        if len(own) < GRAM:
            inside.append(bool(own) and "\0" + "\0".join(own) + "\0" in glued)
        else:
            counted = grams(block.text, row["lang"])
            inside.append(2 * sum((counted & gold).values()) >= sum(counted.values()))
        sizes.append(len(own))
    sure = [
        at
        for at, block in enumerate(page.blocks)
        if inside[at] and sizes[at] >= LONG and 2 * block.linked < len(block.text)
    ]
    first, last = (sure[0] - NEAR, sure[-1] + NEAR) if sure else (0, len(sizes))
    weight = []
    for at, block in enumerate(page.blocks):
        stray = inside[at] and sizes[at] < LONG and not first <= at <= last
        skipped = stray or is_caption(page.regions, block.region)
        weight.append(0.0 if skipped else min(sizes[at], MOST_TOKENS) ** 0.5)
    return inside, weight


def fit(pages: Sequence[Sample], l2: float, least: int) -> dict[str, float]:
    """Weights by name. Newton's method would do as well; the problem is convex, so the answer is the same."""
    seen = Counter(name for page in pages for name in {name for names in page.names.values() for name in names})
    order = {name: at for at, name in enumerate(sorted(name for name, count in seen.items() if count >= least))}
    rows = [[order[name] for name in names if name in order] for page in pages for names in page.names.values()]
    wanted = np.array([page.inside[at] for page in pages for at in page.names], dtype=float)
    weight = np.array([page.weight[at] for page in pages for at in page.names])
    ends = np.cumsum([0, *map(len, rows)])
    matrix = csr_matrix(
        (np.ones(ends[-1]), np.concatenate([np.array(row) for row in rows]), ends), (len(rows), len(order))
    )

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        margin = matrix @ values
        chance = 1 / (1 + np.exp(-margin))
        cost = (weight * (np.logaddexp(0, margin) - wanted * margin)).sum() + l2 * (values @ values) / 2
        return cost, matrix.T @ (weight * (chance - wanted)) + l2 * values

    found = minimize(loss, np.zeros(len(order)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: float(found.x[at]) for name, at in order.items()}


def body_scores(page: Sample, weights: dict[str, float]) -> Score:
    """Precision, recall and F1 of the body that the weights give."""
    scores = evidence(page.names, page.measures, weights)
    chosen = choose(page.page, page.measures, scores, page.anchor)
    blocks = [page.page.blocks[at] for at in chosen]
    told = [block for block in blocks if not is_caption(page.page.regions, block.region)]
    gallery = 2 * sum(len(block.text) for block in told) < sum(len(block.text) for block in blocks)
    text = "\n".join(block.text for block in (blocks if gallery else told))
    return compare(grams(text, page.lang), page.gold)


def report(pages: Sequence[Sample], scored: Sequence[Score], worst: int) -> None:
    print(f"{'set':14}{'pages':>7}{'P':>8}{'R':>8}{'F1':>8}{'below .5':>10}")
    for name in [*sorted({page.set for page in pages}), ""]:
        rows = [(page, score) for page, score in zip(pages, scored, strict=True) if name in ("", page.set)]
        precision, recall, both = overall(score for _, score in rows)
        below = sum(score[2] < 0.5 for _, score in rows)
        print(f"{name or 'all':14}{len(rows):>7}{precision:>8.3f}{recall:>8.3f}{both:>8.3f}{below:>10}")
        for page, score in sorted(rows, key=lambda row: row[1][2])[:worst]:
            print(f"      {page.id} {score[2]:.2f}")


def table(weights: dict[str, float], arguments: argparse.Namespace, pages: int) -> str:
    """The file of weights: how they were made, and each that counts."""
    made = {
        "command": f"python training/html_weights.py DIR --l2 {arguments.l2:g} --pages {arguments.pages} --write",
        "corpus": f"{pages} web pages with known body; they belong to others and are not in the repository",
        "date": date.today().isoformat(),
        "seed": None,
        "unit": "log-odds that a block is text of the main content",
        "features": "docs/algorithm/page.md says in a line what each kind of feature measures",
        "weights": {name: round(value, 2) for name, value in sorted(weights.items()) if abs(value) >= 0.005},
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", type=Path, metavar="DIR")
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument("--l2", type=float, default=8.0)
    parser.add_argument("--pages", type=int, default=8, help="leave out features of fewer pages (default 8)")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--worst", type=int, default=0)
    parser.add_argument("--json", type=Path, metavar="OUT", help="write F1 of each set to OUT as well")
    parser.add_argument("--write", action="store_true", help="fit on all pages and write the table of weights")
    args = parser.parse_args()
    pages = list(samples(args.root))
    sites = sorted({page.site for page in pages})
    random.Random(args.seed).shuffle(sites)
    fold_of = {site: place % args.folds for place, site in enumerate(sites)}
    scored: list[Score] = [(None, 0.0, 0.0)] * len(pages)
    for fold in range(args.folds):
        held = {at for at, page in enumerate(pages) if fold_of[page.site] == fold}
        weights = fit([page for at, page in enumerate(pages) if at not in held], args.l2, args.pages)
        for at in held:
            scored[at] = body_scores(pages[at], weights)
    print(
        f"{len(pages)} pages, each scored with weights fitted without its site ({args.folds} folds, seed {args.seed})"
    )
    report(pages, scored, args.worst)
    if args.json:
        sets = {page.set for page in pages}
        found = {
            name: overall(score for page, score in zip(pages, scored, strict=True) if page.set == name)[2]
            for name in sorted(sets)
        }
        rounded = {name: round(value, 4) for name, value in found.items()}
        args.json.write_text(json.dumps({"seed": args.seed, "folds": args.folds, "F1": rounded}) + "\n", "utf-8")
    if args.write:
        weights = fit(pages, args.l2, args.pages)
        TABLE.write_text(table(weights, args, len(pages)), encoding="utf-8")
        print("\nfitted and scored on all pages:")
        report(pages, [body_scores(page, weights) for page in pages], args.worst)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
