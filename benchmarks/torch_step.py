#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One capsule network in PyTorch, timed: the other side of benchmarks/compare.

    python3 torch_step.py FORM CAPSULES [--inference] [--compile] [--types T] [--iterations R] [--batch B] ...

FORM is best (lambda routing as one matrix product), lambda or dynamic (votes materialised, einsum; dynamic with three
iterations and the gradient stopped before the last, as the usual codes have it). CAPSULES are the layers above the 36 · T
primary capsules: 10, or 256,10. --compile runs it through torch.compile. Prints one line of JSON: seconds of each step,
peak resident bytes.
"""

import argparse
import json
import time

import torch
import torch.nn.functional as F
from torch import nn

PLACES, PRIMARY_DIMENSION, DIMENSION, CLASSES = 36, 8, 16, 10
LAMBDA = 3.0


def squash(s):
    square = (s * s).sum(-1, keepdim=True)
    return s * square / (1 + square) / torch.sqrt(square + 1e-8)


class CapsuleNetwork(nn.Module):
    def __init__(self, form, layers, types=32, iterations=3):
        super().__init__()
        self.form = form
        self.types = types
        self.iterations = iterations
        self.conv = nn.Conv2d(1, 256, 9)
        self.primary = nn.Conv2d(256, types * PRIMARY_DIMENSION, 9, stride=2)
        self.weights = nn.ParameterList()
        inputs, dimension = types * PLACES, PRIMARY_DIMENSION
        for outputs in layers:
            shape = (inputs, dimension, outputs, DIMENSION) if form == "best" else (inputs, outputs, dimension, DIMENSION)
            self.weights.append(nn.Parameter(0.01 * torch.randn(shape)))
            inputs, dimension = outputs, DIMENSION

    def forward(self, images):
        batch = images.shape[0]
        maps = self.primary(F.relu(self.conv(images)))
        u = maps.view(batch, self.types, PRIMARY_DIMENSION, PLACES).permute(0, 1, 3, 2)
        u = u.reshape(batch, self.types * PLACES, PRIMARY_DIMENSION)
        u = squash(u)
        for w in self.weights:
            u = getattr(self, self.form)(u, w)
        return u

    def best(self, u, w):
        inputs, dimension, outputs, _ = w.shape
        s = u.reshape(-1, inputs * dimension) @ w.reshape(inputs * dimension, outputs * DIMENSION)
        return squash(LAMBDA * s.view(-1, outputs, DIMENSION))

    def votes(self, u, w):
        return torch.einsum("bid,ijde->bije", u, w)

    def lambda_(self, u, w):
        return squash(LAMBDA * self.votes(u, w).sum(1))

    def dynamic(self, u, w):
        votes = self.votes(u, w)
        constant = votes.detach()
        b = torch.zeros(votes.shape[:3])
        for iteration in range(self.iterations):
            last = iteration == self.iterations - 1
            c = F.softmax(b, 2)
            v = squash((c.unsqueeze(-1) * (votes if last else constant)).sum(1))
            if not last:
                b = b + (constant * v.unsqueeze(1)).sum(-1)
        return v


def margin_loss(v, labels):
    length = torch.sqrt((v * v).sum(-1) + 1e-8)
    present = F.one_hot(labels, CLASSES).float()
    return (present * F.relu(0.9 - length) ** 2 + 0.5 * (1 - present) * F.relu(length - 0.1) ** 2).sum(1).mean()


def peak_bytes():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("form", choices=["best", "lambda", "dynamic"])
    parser.add_argument("capsules")
    parser.add_argument("--inference", action="store_true")
    parser.add_argument("--compile", action="store_true")
    parser.add_argument("--warmup", type=int, default=2)
    parser.add_argument("--steps", type=int, default=5)
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--types", type=int, default=32)
    parser.add_argument("--iterations", type=int, default=3)
    parser.add_argument("--threads", type=int, default=torch.get_num_threads())
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    torch.manual_seed(0)
    layers = [int(size) for size in options.capsules.split(",")]
    model = CapsuleNetwork(options.form.replace("lambda", "lambda_"), layers, options.types, options.iterations)
    network = torch.compile(model) if options.compile else model
    optimizer = torch.optim.Adam(model.parameters(), 1e-3)
    images = torch.rand(options.batch, 1, 28, 28)
    labels = torch.arange(options.batch) % CLASSES

    def train():
        optimizer.zero_grad()
        margin_loss(network(images), labels).backward()
        optimizer.step()

    def infer():
        with torch.no_grad():
            network(images)

    step = infer if options.inference else train
    for _ in range(options.warmup):
        step()
    seconds = []
    for _ in range(options.steps):
        begin = time.perf_counter()
        step()
        seconds.append(time.perf_counter() - begin)
    print(json.dumps({"seconds": seconds, "peak_bytes": peak_bytes(), "version": torch.__version__}))


if __name__ == "__main__":
    main()
