#!/usr/bin/env python3
"""Writes the golden vectors that the Java tests are compared with (see README.md).

    python3 tools/golden/goldens.py            write every file
    python3 tools/golden/goldens.py --check    compare with the checked-in files, exit 1 on a difference

Every formula is written out plainly: all votes are materialised, autograd finds all gradients,
everything is float64. Nothing here is optimised, on purpose.

Symbols: B batch, I input capsules, J output capsules, d input dimension, D output dimension.
"""

import argparse
import importlib
import sys
import zlib
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

REPOSITORY = Path(__file__).resolve().parents[2]
CORE = Path("capsnet-core/src/test/resources/golden")
DYNAMIC = Path("capsnet-routing-dynamic/src/test/resources/golden")
ADAPTIVE = Path("capsnet-routing-adaptive/src/test/resources/golden")
ROOTS = [CORE, DYNAMIC, ADAPTIVE]
# Modules beside this one, each for one Maven module: ROOT is its folder, cases(goldens) records, goldens being this file.
EXTRA = ["attention", "self_routing", "em", "controls"]

B, I, J, d, D = 3, 5, 4, 3, 6

RELATIVE_TOLERANCE = 1e-12
ABSOLUTE_TOLERANCE = 1e-14  # for values that are (nearly) zero only through cancellation

FILES = {}  # path of each file, relative to the repository -> its array


# ---------------------------------------------------------------------------------------------
# Random inputs and recording
# ---------------------------------------------------------------------------------------------

def seed(name):
    """Every case starts with its own seed, so adding a case changes no other."""
    torch.manual_seed(zlib.crc32(name.encode()))


def normal(*shape):
    return torch.randn(*shape)


def positive(*shape):
    """Uniform in [0.5, 2.5)."""
    return 0.5 + 2 * torch.rand(*shape)


def away_from_zero(distance, *shape):
    """Normal, each value moved away from zero by the distance."""
    x = torch.randn(*shape)
    return x + distance * torch.sign(x)


def save(folder, name, tensor):
    path = folder / (name + ".npy")
    assert path not in FILES, path
    FILES[path] = np.array(tensor.detach().numpy(), dtype="<f8", order="C")


def record(folder, inputs, function, output_name="out", upstream=None):
    """Saves the inputs, the output, the upstream gradient and the gradient of every input.

    The upstream gradient is drawn from the normal distribution where none is given.
    """
    inputs = {name: tensor.clone().requires_grad_(True) for name, tensor in inputs.items()}
    output = function(*inputs.values())
    if upstream is None:
        upstream = normal(*output.shape)
    gradients = torch.autograd.grad(output, list(inputs.values()), grad_outputs=upstream)
    for name, tensor in inputs.items():
        save(folder, name, tensor)
    save(folder, output_name, output)
    save(folder, "d" + output_name, upstream)
    for name, gradient in zip(inputs, gradients):
        save(folder, "d" + name, gradient)


def record_several(folder, inputs, function, upstream):
    """The same for a function with several outputs; upstream maps their names to their upstream gradients."""
    inputs = {name: tensor.clone().requires_grad_(True) for name, tensor in inputs.items()}
    outputs = dict(zip(upstream, function(*inputs.values()), strict=True))
    gradients = torch.autograd.grad(list(outputs.values()), list(inputs.values()),
                                    grad_outputs=list(upstream.values()))
    for name, tensor in inputs.items():
        save(folder, name, tensor)
    for name, output in outputs.items():
        save(folder, name, output)
        save(folder, "d" + name, upstream[name])
    for name, gradient in zip(inputs, gradients):
        save(folder, "d" + name, gradient)


# ---------------------------------------------------------------------------------------------
# Formulas
# ---------------------------------------------------------------------------------------------

def squash(s):
    """|s|^2 / (1 + |s|^2) * s / |s|; zero, with zero gradient, where s = 0."""
    squared = (s * s).sum(dim=-1, keepdim=True)
    norm = torch.sqrt(torch.where(squared == 0, torch.ones_like(squared), squared))
    return squared / (1 + squared) * s / norm


def lengths(x):
    """[..., D] -> [...]; zero, with zero gradient, where x = 0."""
    squared = (x * x).sum(dim=-1)
    norm = torch.sqrt(torch.where(squared == 0, torch.ones_like(squared), squared))
    return torch.where(squared == 0, torch.zeros_like(squared), norm)


def layer_norm(x, eps=1e-5):
    mean = x.mean(dim=-1, keepdim=True)
    variance = ((x - mean) ** 2).mean(dim=-1, keepdim=True)
    return (x - mean) / torch.sqrt(variance + eps)


def votes(u, W):
    """u [B, I, d], W [I, J, d, D] -> [B, I, J, D], where votes[b, i, j] = u[b, i] @ W[i, j]."""
    return (u[:, :, None, None, :] @ W[None, :, :, :, :]).squeeze(-2)


def weighted_sum(c, u_hat):
    """c [B, I, J], u_hat [B, I, J, D] -> [B, J, D]."""
    return (c[:, :, :, None] * u_hat).sum(dim=1)


def agreement(u_hat, v):
    """u_hat [B, I, J, D], v [B, J, D] -> [B, I, J]."""
    return (u_hat * v[:, None, :, :]).sum(dim=-1)


def margin_loss(lengths, labels):
    """lengths [B, K], one-hot labels [B, K] -> [B]."""
    present = labels * torch.clamp(0.9 - lengths, min=0) ** 2
    absent = 0.5 * (1 - labels) * torch.clamp(lengths - 0.1, min=0) ** 2
    return (present + absent).sum(dim=-1)


def dynamic_routing(u, W, bias=None, *, iterations, detached, scaled=False, normalized=False):
    """Sabour, Frosst, Hinton (2017), procedure 1.

    detached: all iterations but the last see constants only (votes and bias), so no gradient
    flows through the logits b. scaled: the couplings are multiplied by J (the bias is not).
    normalized: agreements are divided by the root mean square length of the example's votes.
    """
    u_hat = votes(u, W)
    if bias is None:
        bias = torch.zeros(u_hat.shape[2], u_hat.shape[3])
    b = torch.zeros(u_hat.shape[:3])
    for iteration in range(iterations):
        last = iteration == iterations - 1
        if detached and not last:
            u_hat_now, bias_now = u_hat.detach(), bias.detach()
        else:
            u_hat_now, bias_now = u_hat, bias
        c = torch.softmax(b, dim=2)
        if scaled:
            c = u_hat.shape[2] * c
        s = weighted_sum(c, u_hat_now) + bias_now
        v = squash(s)
        if not last:
            agreed = agreement(u_hat_now, v)
            if normalized:
                square = (u_hat_now ** 2).sum(dim=3).mean(dim=(1, 2), keepdim=True)
                agreed = agreed / torch.sqrt(square + 1e-12)
            b = b + agreed
    return v


def adaptive_routing(u, W, *, iterations, mean=False):
    """Ren, Su, Li (2019), algorithm 1. mean: every move is divided by the number of input capsules."""
    u_hat = votes(u, W)
    for _ in range(iterations):
        s = u_hat.sum(dim=1)
        v = squash(s)
        move = v / u_hat.shape[1] if mean else v
        u_hat = move[:, None, :, :] + u_hat
    return v


def lambda_routing(u, W, *, factor):
    """Ren, Su, Li (2019), algorithm 2."""
    return squash(factor * votes(u, W).sum(dim=1))


# ---------------------------------------------------------------------------------------------
# Cases
# ---------------------------------------------------------------------------------------------

def op(name, function, x, y=None):
    """x and y are functions, so that they draw after the seed is set."""
    seed("ops/" + name)
    inputs = {"x": x()}
    if y is not None:
        inputs["y"] = y()
    record(CORE / "ops" / name, inputs, function)


def with_zero_capsules(x):
    x[0, 1] = 0
    x[2, 0] = 0
    x[2, 3] = 0
    return x


def ops():
    capsules = lambda: normal(B, J, D)
    matrix = lambda: normal(B, I, J)

    op("plus", lambda x, y: x + y, capsules, capsules)
    op("plus-broadcast", lambda x, y: x + y, capsules, lambda: normal(J, D))
    op("plus-broadcast-scalar-per-capsule", lambda x, y: x + y, capsules, lambda: normal(B, J, 1))
    op("minus", lambda x, y: x - y, capsules, capsules)
    op("times", lambda x, y: x * y, capsules, capsules)
    op("times-broadcast", lambda x, y: x * y, lambda: normal(B, I, d), lambda: normal(B, I, 1))
    op("times-broadcast-leading", lambda x, y: x * y, capsules, lambda: normal(D))
    op("times-broadcast-middle", lambda x, y: x * y, matrix, lambda: normal(B, 1, J))
    op("divide", lambda x, y: x / y, capsules, lambda: away_from_zero(0.5, B, J, D))
    op("divide-broadcast", lambda x, y: x / y, capsules, lambda: away_from_zero(0.5, B, J, 1))
    op("scale", lambda x: x * 1.7, capsules)
    op("negate", lambda x: -x, capsules)
    op("exp", lambda x: torch.exp(x), capsules)
    op("log", lambda x: torch.log(x), lambda: positive(B, J, D))
    op("sqrt", lambda x: torch.sqrt(x), lambda: positive(B, J, D))
    op("square", lambda x: x ** 2, capsules)
    op("sigmoid", lambda x: torch.sigmoid(x), lambda: 3 * normal(B, J, D))
    op("log-sigmoid", lambda x: F.logsigmoid(x), lambda: 3 * normal(B, J, D))
    op("relu", lambda x: torch.relu(x), lambda: away_from_zero(0.1, B, J, D))
    op("softmax-last", lambda x: torch.softmax(x, dim=2), matrix)
    op("softmax-middle", lambda x: torch.softmax(x, dim=1), matrix)
    op("log-softmax-last", lambda x: torch.log_softmax(x, dim=2), matrix)
    op("sum-last", lambda x: x.sum(dim=2, keepdim=True), capsules)
    op("sum-middle", lambda x: x.sum(dim=1, keepdim=True), capsules)
    op("sum-first", lambda x: x.sum(dim=0, keepdim=True), capsules)
    op("mean-last", lambda x: x.mean(dim=2, keepdim=True), capsules)
    op("max-last", lambda x: x.max(dim=2, keepdim=True).values, capsules)
    op("squash", squash, capsules)
    op("squash-zero", squash, lambda: with_zero_capsules(normal(B, J, D)))
    op("lengths", lengths, capsules)
    op("lengths-zero", lengths, lambda: with_zero_capsules(normal(B, J, D)))
    op("layer-norm-last", layer_norm, capsules)


def votes_case(name, function, *, o=False, c=False, v=False):
    """The extra inputs asked for: o [B, J, D] is added to the votes, c [B, I, J] weighs them, v [B, J, D]."""
    seed("votes/" + name)
    inputs = {"u": normal(B, I, d), "W": normal(I, J, d, D)}
    if o:
        inputs["o"] = normal(B, J, D)
    if c:
        inputs["c"] = normal(B, I, J)
    if v:
        inputs["v"] = normal(B, J, D)
    record(CORE / "votes" / name, inputs, function)


def all_votes():
    plus = lambda u, W, o: votes(u, W) + o[:, None, :, :]

    votes_case("tensor", lambda u, W: votes(u, W))
    votes_case("sum", lambda u, W: votes(u, W).sum(dim=1))
    votes_case("weighted-sum", lambda u, W, c: weighted_sum(c, votes(u, W)), c=True)
    votes_case("agreement", lambda u, W, v: agreement(votes(u, W), v), v=True)
    votes_case("plus-sum", lambda u, W, o: plus(u, W, o).sum(dim=1), o=True)
    votes_case("plus-weighted-sum", lambda u, W, o, c: weighted_sum(c, plus(u, W, o)), o=True, c=True)
    votes_case("plus-agreement", lambda u, W, o, v: agreement(plus(u, W, o), v), o=True, v=True)


def losses():
    """Lengths on both sides of both margins, for present and absent classes."""
    folder = CORE / "losses" / "margin"
    lengths = torch.tensor([[0.95, 0.05, 0.30], [0.40, 0.70, 0.08], [0.20, 0.60, 0.93], [0.02, 0.50, 0.99]],
                           requires_grad=True)
    labels = torch.tensor([[1, 0, 0], [1, 0, 0], [0, 0, 1], [1, 0, 0]]).double()
    out = margin_loss(lengths, labels)
    (dlengths,) = torch.autograd.grad(out.sum(), [lengths])
    save(folder, "lengths", lengths)
    save(folder, "labels", labels)
    save(folder, "out", out)
    save(folder, "dlengths", dlengths)


def routing_case(folder, function, *, u_scale, W_scale, shape=(B, I, J, d, D), bias=False):
    """Cases of one folder, shape and scale share u, W and dv: only the algorithm differs."""
    B, I, J, d, D = shape
    seed(folder.parts[0])
    inputs = {"u": u_scale * normal(B, I, d), "W": W_scale * normal(I, J, d, D)}
    dv = normal(B, J, D)
    if bias:
        inputs["p.bias"] = 0.5 * normal(J, D)
    record(folder, inputs, function, "v", upstream=dv)


def dynamic():
    def case(name, *, u_scale=1.0, shape=(B, I, J, d, D), bias=False, **settings):
        routing_case(DYNAMIC / name, lambda *inputs: dynamic_routing(*inputs, **settings),
                     u_scale=u_scale, W_scale=0.5, shape=shape, bias=bias)

    case("iterations-1", iterations=1, detached=False)
    case("iterations-3", iterations=3, detached=False)
    case("iterations-3-detached", iterations=3, detached=True)
    case("iterations-3-bias", iterations=3, detached=True, bias=True)
    case("iterations-3-scaled", iterations=3, detached=True, scaled=True)
    case("iterations-2-scaled-bias-full", iterations=2, detached=False, scaled=True, bias=True)
    case("iterations-3-normalized", iterations=3, detached=False, scaled=True, normalized=True)
    case("iterations-3-normalized-detached", iterations=3, detached=True, scaled=True, normalized=True)
    case("one-output", iterations=3, detached=True, shape=(B, I, 1, d, D))
    case("wide", iterations=3, detached=True, shape=(2, 7, 5, 4, 8), u_scale=1.5)


def adaptive():
    def algorithm_1(name, **settings):
        routing_case(ADAPTIVE / name, lambda u, W: adaptive_routing(u, W, **settings), u_scale=0.1, W_scale=0.1)

    def algorithm_2(name, factor):
        routing_case(ADAPTIVE / name, lambda u, W: lambda_routing(u, W, factor=factor), u_scale=1.0, W_scale=0.1)

    algorithm_1("adaptive-1", iterations=1)
    algorithm_1("adaptive-2", iterations=2)
    algorithm_1("adaptive-3", iterations=3)
    algorithm_1("adaptive-3-mean", iterations=3, mean=True)
    algorithm_2("lambda-0.5", 0.5)
    algorithm_2("lambda-1", 1.0)
    algorithm_2("lambda-3", 3.0)


def network():
    """Image, convolution, primary capsules, two capsule layers, margin loss (mean over the batch)."""
    folder = CORE / "network"
    seed("network")
    B, types, dims = 2, 2, 4
    inputs = {
        "image": torch.rand(B, 1, 12, 12),
        "conv_w": 0.4 * normal(4, 1, 3, 3),
        "conv_b": 0.1 * normal(4),
        "primary_w": 0.4 * normal(types * dims, 4, 3, 3),
        "primary_b": 0.1 * normal(types * dims),
        "W1": 0.3 * normal(types * 4 * 4, 5, dims, 6),
        "W2": 0.3 * normal(5, 3, 6, 8),
    }
    for tensor in inputs.values():
        tensor.requires_grad_(True)
    labels = torch.tensor([[0, 1, 0], [1, 0, 0]]).double()

    image, conv_w, conv_b, primary_w, primary_b, W1, W2 = inputs.values()
    conv = torch.relu(F.conv2d(image, conv_w, conv_b, stride=1))
    maps = F.conv2d(conv, primary_w, primary_b, stride=2)
    height, width = maps.shape[2:]
    capsules = maps.reshape(B, types, dims, height, width).permute(0, 1, 3, 4, 2)
    primary = squash(capsules.reshape(B, types * height * width, dims))
    v1 = squash(votes(primary, W1).sum(dim=1))
    v2 = squash(1.5 * votes(v1, W2).sum(dim=1))
    class_lengths = lengths(v2)
    loss = margin_loss(class_lengths, labels).mean()
    gradients = torch.autograd.grad(loss, list(inputs.values()))

    for name, tensor in inputs.items():
        save(folder, name, tensor)
    save(folder, "labels", labels)
    save(folder, "conv", conv)
    save(folder, "primary", primary)
    save(folder, "v1", v1)
    save(folder, "v2", v2)
    save(folder, "lengths", class_lengths)
    save(folder, "loss", loss)
    for name, gradient in zip(inputs, gradients):
        save(folder, "d" + name, gradient)


def reconstruction():
    """Margin loss and a decoder of the right class's pose (Sabour et al. 2017, section 4.1), mean over the batch."""
    folder = CORE / "reconstruction"
    seed("reconstruction")
    B, J, D, first, second, pixels = 3, 4, 5, 7, 8, 6
    inputs = {
        "capsules": 0.4 * normal(B, J, D),
        "W1": 0.8 * normal(first, J * D),
        "b1": 0.1 * normal(first),
        "W2": 0.5 * normal(second, first),
        "b2": 0.1 * normal(second),
        "W3": 0.5 * normal(pixels, second),
        "b3": 0.1 * normal(pixels),
    }
    for tensor in inputs.values():
        tensor.requires_grad_(True)
    labels = torch.tensor([[0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1]]).double()
    image = torch.rand(B, pixels)

    capsules, W1, b1, W2, b2, W3, b3 = inputs.values()
    masked = (capsules * labels[:, :, None]).reshape(B, J * D)
    hidden = F.relu(F.linear(F.relu(F.linear(masked, W1, b1)), W2, b2))
    drawn = torch.sigmoid(F.linear(hidden, W3, b3))
    squares = ((drawn - image) ** 2).sum(dim=1)
    loss = (margin_loss(lengths(capsules), labels) + 0.05 * squares).mean()
    gradients = torch.autograd.grad(loss, list(inputs.values()))

    for name, tensor in inputs.items():
        save(folder, name, tensor)
    save(folder, "labels", labels)
    save(folder, "image", image)
    save(folder, "drawn", drawn)
    save(folder, "loss", loss)
    for name, gradient in zip(inputs, gradients):
        save(folder, "d" + name, gradient)


# ---------------------------------------------------------------------------------------------
# Writing and checking
# ---------------------------------------------------------------------------------------------

def write():
    for path, array in FILES.items():
        target = REPOSITORY / path
        target.parent.mkdir(parents=True, exist_ok=True)
        np.save(target, array)


def differences():
    found = []
    for path, array in FILES.items():
        target = REPOSITORY / path
        if not target.is_file():
            found.append(f"{path}: missing")
            continue
        stored = np.load(target)
        if stored.dtype != array.dtype or stored.shape != array.shape:
            found.append(f"{path}: {stored.dtype} {stored.shape} instead of {array.dtype} {array.shape}")
        elif not np.allclose(stored, array, rtol=RELATIVE_TOLERANCE, atol=ABSOLUTE_TOLERANCE):
            found.append(f"{path}: differs by up to {np.abs(stored - array).max():.3g}")
    for root in ROOTS:
        for target in sorted((REPOSITORY / root).rglob("*.npy")):
            path = target.relative_to(REPOSITORY)
            if path not in FILES:
                found.append(f"{path}: not written by this script")
    return found


def main():
    parser = argparse.ArgumentParser(description="Writes or checks the golden vectors.")
    parser.add_argument("--check", action="store_true", help="compare with the checked-in files, write nothing")
    arguments = parser.parse_args()

    torch.set_default_dtype(torch.float64)
    ops()
    all_votes()
    losses()
    dynamic()
    adaptive()
    network()
    reconstruction()
    for name in EXTRA:
        extra = importlib.import_module(name)
        ROOTS.append(extra.ROOT)
        extra.cases(sys.modules[__name__])
    for path, array in FILES.items():
        assert np.isfinite(array).all(), path

    if not arguments.check:
        write()
        print(f"{len(FILES)} files written")
        return 0
    found = differences()
    for line in found:
        print(line)
    print(f"{len(FILES)} files checked, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
