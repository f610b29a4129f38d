#!/usr/bin/env python3
"""Fit the weights with which cut sentences are joined, on forged pages whose truth is known.

    link_weights.py [--seeds 100-119] [--pages 30] [--held-out 200-204] [--jieba]

For each piece that breaks off, the pieces behind it are candidates and "none" is one more; a conditional logit with a
small L2 penalty is fitted by gradient descent. Prints the weights (those of
newsclean/stages/rejoin/weights.json were made so, but for the few that it says were set by hand) and, on held-out
seeds, how often the best candidate is right. Needs snownlp, and jieba for --jieba.
"""

from __future__ import annotations

import argparse
from itertools import pairwise

import numpy as np
from forge import PHENOMENA, library
from forge.phenomena import forge

from newsclean.stages.collapse.collapse import collapse
from newsclean.stages.label.label import label
from newsclean.stages.read.read import read
from newsclean.stages.reflow.reflow import reflow
from newsclean.stages.rejoin.rejoin import candidates, prepared
from newsclean.stages.rejoin.word_table import dictionary_words, document_words

SURE = (0.5, 0.7, 0.8, 0.9, 0.95)
CHOSEN = ("lines", "cut across", "articles", "heads")


def examples(page, jieba):
    """For each tail of a page its candidates' features and the index of the right one (the last index is none)."""
    source = label(read(page.text))
    pieces = prepared(collapse(source.text, reflow(source.lines, layout=source.layout)))
    place = {}
    for at, character in enumerate(source.text):
        if not character.isspace():
            place[at] = len(place)
    following = {}
    for sequence in page.sequences():
        following.update(pairwise(sequence))
    crossing = dictionary_words(source.text) if jieba else document_words(source.text)
    for tail, heads in candidates(pieces, crossing, every=True).items():
        last = place[pieces[tail].end - 1]
        truth = next(
            (n for n, (head, _) in enumerate(heads) if following.get(last) == place[pieces[head].start]), len(heads)
        )
        yield [found for _, found in heads], truth


def gather(seeds, pages, jieba):
    shelf = library()
    return [
        example
        for seed in seeds
        for phenomenon in PHENOMENA
        if phenomenon.name.startswith(CHOSEN)
        for page in forge(phenomenon, shelf, seed, pages)
        for example in examples(page, jieba)
    ]


def matrix(data, names):
    """All candidates of all examples as rows, which example each belongs to, and which row is right (-1: none)."""
    index = {name: n for n, name in enumerate(names)}
    rows, owner, right = [], [], []
    for number, (heads, truth) in enumerate(data):
        right.append(len(rows) + truth if truth < len(heads) else -1)
        for found in heads:
            row = np.zeros(len(names))
            for name, value in found.items():
                if name in index:
                    row[index[name]] = value
            rows.append(row)
            owner.append(number)
    return np.array(rows), np.array(owner), np.array(right)


def fit(rows, owner, right, rounds=3000, rate=0.5, penalty=2e-5):
    weights, velocity = np.zeros(rows.shape[1]), np.zeros(rows.shape[1])
    count = len(right)
    target = np.zeros(len(rows))
    target[right[right >= 0]] = 1
    for _ in range(rounds):
        odds = np.exp(np.clip(rows @ weights, -30, 30))
        total = 1 + np.bincount(owner, odds, count)
        gradient = rows.T @ (odds / total[owner] - target) / count + penalty * weights
        velocity = 0.9 * velocity - rate * gradient
        weights = weights + velocity
    return weights


def accuracy(data, names, weights):
    """How many displaced and neighbouring halves are joined right at a threshold, and how many joins are right."""
    table = dict(zip(names, weights, strict=True))
    counts = {}
    for heads, truth in data:
        odds = [np.exp(min(30.0, sum(table.get(n, 0) * v for n, v in found.items()))) for found in heads]
        best = int(np.argmax(odds)) if odds else -1
        share = odds[best] / (1 + sum(odds)) if odds else 0.0
        if truth < len(heads):
            kind = "near" if "neighbour" in heads[truth] else "far"
            counts[kind, "all"] = counts.get((kind, "all"), 0) + 1
        if best >= 0:
            kind = "near" if "neighbour" in heads[best] else "far"
            for sure in SURE:
                if share >= sure:
                    counts[kind, sure, best == truth] = counts.get((kind, sure, best == truth), 0) + 1
    for kind in ("near", "far"):
        for sure in SURE:
            good, bad = counts.get((kind, sure, True), 0), counts.get((kind, sure, False), 0)
            whole = counts.get((kind, "all"), 1)
            print(
                f"  {kind} at {sure:.2f}: joined {good / whole:.3f} of {whole}, precision {good / max(1, good + bad):.3f}"
            )


def span(text):
    first, _, last = text.partition("-")
    return range(int(first), int(last or first) + 1)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=span, default=span("100-119"))
    parser.add_argument("--held-out", type=span, default=span("200-204"))
    parser.add_argument("--pages", type=int, default=30)
    parser.add_argument("--jieba", action="store_true")
    args = parser.parse_args()
    data = gather(args.seeds, args.pages, args.jieba)
    names = sorted({name for heads, _ in data for found in heads for name in found})
    weights = fit(*matrix(data, names))
    for name, weight in sorted(zip(names, weights, strict=True), key=lambda item: -abs(item[1])):
        print(f'    "{name}": {weight:.2f},')
    accuracy(gather(args.held_out, args.pages, args.jieba), names, weights)


if __name__ == "__main__":
    main()
