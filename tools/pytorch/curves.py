#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Draws the training losses of capsnet and of PyTorch into one figure, and says whether they agree within noise.

    python3 tools/pytorch/curves.py --ours RUN... --theirs RUN... [--figure FILE.svg]

A RUN is a folder with steps.csv and epochs.csv, one for each seed. Bold: mean over the seeds of the mean of 10 steps; pale: from
the smallest to the largest seed. Prints the first and last losses and the accuracies with mean and sample standard deviation, and the
difference in standard errors. Exit: 0 if every difference is below 3 of them, 1 otherwise.
"""

import argparse
import csv
import math
import statistics
import sys
from pathlib import Path

WINDOW = 10
MANY = 30
SIDES = (("capsnet", "#0b6e99"), ("PyTorch", "#c2410c"))


def column(file, name):
    with open(file, newline="") as rows:
        return [float(row[name]) for row in csv.DictReader(rows)]


def smooth(losses):
    return [statistics.fmean(losses[max(0, step - WINDOW + 1) : step + 1]) for step in range(len(losses))]


def spread(values):
    return statistics.fmean(values), statistics.stdev(values) if len(values) > 1 else math.nan


def svg(sides):
    width, height, left, top = 640, 300, 56, 16
    steps = max(len(curve) for curves in sides for curve in curves)
    most = max(max(curve) for curves in sides for curve in curves)
    x = lambda step: left + width * step / max(1, steps - 1)
    y = lambda loss: top + height * (1 - loss / most)
    path = lambda curve: " ".join("%.1f,%.1f" % (x(step), y(loss)) for step, loss in enumerate(curve))
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img">' % (left + width + 20, top + height + 70),
        "<title>Training loss in capsnet and in PyTorch</title>",
        '<rect width="100%" height="100%" fill="white"/>',
    ]
    for k in range(6):
        parts.append('<line x1="%d" x2="%d" y1="%.1f" y2="%.1f" stroke="#ddd"/>' % (left, left + width, y(most * k / 5), y(most * k / 5)))
        parts.append('<text x="%d" y="%.1f" text-anchor="end">%.2f</text>' % (left - 6, y(most * k / 5) + 4, most * k / 5))
        step = round((steps - 1) * k / 5)
        parts.append('<text x="%.1f" y="%d" text-anchor="middle">%d</text>' % (x(step), top + height + 18, step + 1))
    for curves, (name, colour) in zip(sides, SIDES):
        columns = list(zip(*curves))
        band = [max(column) for column in columns], [min(column) for column in columns]
        edge = path(band[0]).split(" ") + path(band[1]).split(" ")[::-1]
        parts.append('<polygon points="%s" fill="%s" opacity="0.2"/>' % (" ".join(edge), colour))
        parts.append('<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>' % (path([statistics.fmean(column) for column in columns]), colour))
    parts.append('<text x="%d" y="%d" text-anchor="middle">training step</text>' % (left + width / 2, top + height + 36))
    parts.append('<text transform="rotate(-90 14 %d)" x="14" y="%d" text-anchor="middle">loss, mean of %d steps</text>' % (top + height / 2, top + height / 2, WINDOW))
    for number, (name, colour) in enumerate(SIDES):
        at = left + 150 * number
        parts.append('<rect x="%d" y="%d" width="14" height="4" fill="%s"/><text x="%d" y="%d">%s, %d seeds</text>' % (at, top + height + 54, colour, at + 20, top + height + 60, name, len(sides[number])))
    return "\n".join(parts) + "\n</svg>\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ours", type=Path, nargs="+", required=True)
    parser.add_argument("--theirs", type=Path, nargs="+", required=True)
    parser.add_argument("--figure", type=Path)
    options = parser.parse_args()
    runs = (options.ours, options.theirs)
    losses = [[column(run / "steps.csv", "train_loss") for run in side] for side in runs]
    if options.figure:
        options.figure.write_text(svg([[smooth(curve) for curve in side] for side in losses]))
    figures = (
        ("loss, first %d steps" % MANY, [[statistics.fmean(curve[:MANY]) for curve in side] for side in losses], "%.4f"),
        ("loss, last %d steps" % MANY, [[statistics.fmean(curve[-MANY:]) for curve in side] for side in losses], "%.4f"),
        ("test accuracy, %", [[100 * column(run / "epochs.csv", "test_accuracy")[-1] for run in side] for side in runs], "%.2f"),
    )
    agree = True
    print("| | capsnet | PyTorch | difference |\n|---|---|---|---|")
    for name, sides, form in figures:
        (mean, s), (other, t) = map(spread, sides)
        error = math.sqrt(s * s / len(sides[0]) + t * t / len(sides[1]))
        distance = abs(mean - other) / error if error > 0 else math.nan
        agree &= not distance > 3
        cells = [(form + " ± " + form) % pair for pair in ((mean, s), (other, t))]
        print("| %s | %s | %s | %.1f standard errors |" % (name, *cells, distance))
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
