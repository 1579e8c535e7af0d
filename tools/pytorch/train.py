#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One cell of tools/pytorch/parity.yaml in PyTorch, written from the paper: nothing here comes from the Java code
but how convolutions start.

    python3 tools/pytorch/train.py --data DIR --out OUT [--seed N] [--images N] [--test-images N] [--epochs N]

Ren, Su and Li 2019, algorithm 2: 28x28 images, convolution 9x9 with 256 maps and ReLU, primary capsules 32 x 8 by a
convolution 9x9 with stride 2, 10 capsules of dimension 16, v = squash(lambda * sum of votes), margin loss, Adam. DIR holds
the four .gz files of Fashion-MNIST (or MNIST). Writes OUT/steps.csv and OUT/epochs.csv with the columns that capsnet writes.
Weights and the order of the images come from PyTorch's own generator, so that curves agree but for chance.
"""

import argparse
import csv
import gzip
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F


def images_and_labels(folder, name):
    images = gzip.decompress((folder / (name + "-images-idx3-ubyte.gz")).read_bytes())
    labels = gzip.decompress((folder / (name + "-labels-idx1-ubyte.gz")).read_bytes())
    pixels = np.frombuffer(images, np.uint8, offset=16).reshape(-1, 1, 28, 28)
    return torch.from_numpy(pixels / np.float32(255)), torch.from_numpy(np.frombuffer(labels, np.uint8, offset=8).astype(np.int64))


def squash(s):
    square = (s * s).sum(-1, keepdim=True)
    return square / (1 + square) * s / torch.sqrt(square + 1e-18)


class Network(torch.nn.Module):
    def __init__(self, lambda_, sigma):
        super().__init__()
        self.lambda_ = lambda_
        self.convolution = torch.nn.Conv2d(1, 256, 9)
        self.primary = torch.nn.Conv2d(256, 32 * 8, 9, stride=2)
        for layer in (self.convolution, self.primary):
            # Deeplearning4j counts an output only as often as a pixel is seen, so that its fan-out is less by the square of the
            # stride. By PyTorch's own rule the primary weights begin 1.26 times smaller, and the first 40 losses differ.
            kernel, stride = layer.weight[0, 0].numel(), layer.stride[0] * layer.stride[1]
            fan_in, fan_out = layer.in_channels * kernel, layer.out_channels * kernel / stride
            bound = math.sqrt(6 / (fan_in + fan_out))
            torch.nn.init.uniform_(layer.weight, -bound, bound)
            torch.nn.init.zeros_(layer.bias)
        self.transformations = torch.nn.Parameter(sigma * torch.randn(32 * 36, 10, 8, 16))

    def forward(self, images):
        maps = self.primary(F.relu(self.convolution(images)))
        capsules = squash(maps.view(-1, 32, 8, 36).transpose(2, 3).reshape(-1, 32 * 36, 8))
        total = torch.einsum("bid,ijdk->bjk", capsules, self.transformations)
        return squash(self.lambda_ * total).norm(dim=-1)


def margin_loss(lengths, labels):
    present = F.one_hot(labels, 10).float()
    loss = present * F.relu(0.9 - lengths) ** 2 + 0.5 * (1 - present) * F.relu(lengths - 0.1) ** 2
    return loss.sum(1).mean()


def accuracy(network, images, labels):
    with torch.no_grad():
        right = sum((network(images[at : at + 128]).argmax(1) == labels[at : at + 128]).sum().item() for at in range(0, len(images), 128))
    return right / len(images)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--images", type=int, default=19_200)
    parser.add_argument("--test-images", type=int, default=10_000)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--lambda", type=float, default=3, dest="lambda_")
    parser.add_argument("--sigma", type=float, default=0.1)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--decay", type=float, default=0.95)
    parser.add_argument("--warm-up", type=int, default=80)
    parser.add_argument("--batch", type=int, default=128)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    images, labels = (part[: options.images] for part in images_and_labels(options.data, "train"))
    test_images, test_labels = (part[: options.test_images] for part in images_and_labels(options.data, "t10k"))
    network = Network(options.lambda_, options.sigma)
    adam = torch.optim.Adam(network.parameters(), lr=options.rate)
    options.out.mkdir(parents=True, exist_ok=True)
    with open(options.out / "steps.csv", "w", newline="") as steps_file, open(options.out / "epochs.csv", "w", newline="") as epochs_file:
        steps, epochs = csv.writer(steps_file, lineterminator="\n"), csv.writer(epochs_file, lineterminator="\n")
        steps.writerow(["step", "train_loss"])
        epochs.writerow(["epoch", "train_loss", "validation_accuracy", "test_accuracy", "seconds"])
        step = 0
        for epoch in range(options.epochs):
            start, sum_of_losses = time.time(), 0.0
            for batch in torch.randperm(len(images)).split(options.batch):
                warm = min(1, (step + 1) / options.warm_up) if options.warm_up else 1
                adam.param_groups[0]["lr"] = options.rate * options.decay**epoch * warm
                loss = margin_loss(network(images[batch]), labels[batch])
                adam.zero_grad()
                loss.backward()
                adam.step()
                step += 1
                if not math.isfinite(loss.item()):
                    raise SystemExit("the loss is no longer finite at step %d" % step)
                sum_of_losses += loss.item() * len(batch)
                steps.writerow([step, loss.item()])
                steps_file.flush()
            epochs.writerow([epoch + 1, sum_of_losses / len(images), "", accuracy(network, test_images, test_labels), time.time() - start])
            epochs_file.flush()


if __name__ == "__main__":
    main()
