"""Golden vectors of capsnet-routing-controls, written by goldens.py."""

from pathlib import Path

ROOT = Path("capsnet-routing-controls/src/test/resources/golden")


def cases(goldens):
    B, I, J, d, D = goldens.B, goldens.I, goldens.J, goldens.d, goldens.D

    def average(u, W):
        return goldens.squash(goldens.votes(u, W).mean(dim=1))

    def maximum(u, W):
        return goldens.squash(goldens.votes(u, W).max(dim=1).values)

    def case(name, function, *, shape=(B, I, J, d, D)):
        B, I, J, d, D = shape
        goldens.seed("controls")
        inputs = {"u": goldens.normal(B, I, d), "W": goldens.normal(I, J, d, D)}
        goldens.record(ROOT / name, inputs, function, "v")

    case("average", average)
    case("average-one-input", average, shape=(B, 1, J, d, D))
    case("average-one-output", average, shape=(B, I, 1, d, D))
    case("max", maximum)
    case("max-one-input", maximum, shape=(B, 1, J, d, D))
    case("max-one-output", maximum, shape=(B, I, 1, d, D))
