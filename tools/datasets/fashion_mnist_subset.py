#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the Fashion-MNIST subset that the jar of capsnet-datasets ships.

The subset is the first 500 images of each class of the official training set and the first 100
of each class of the official test set, in the order of the official files. Nothing is drawn at
random, and the gzip headers hold neither time nor name: the same input gives the same bytes. (A
zlib that compresses differently may give other .gz bytes; the SHA-256 values stay the same.)

Usage, from the root of the repository:

    tools/datasets/fashion_mnist_subset.py [--source DIRECTORY] [--target DIRECTORY]

The source holds the four official files, such as Debian's package dataset-fashion-mnist installs.
For each set the script prints the content's SHA-256 as ImageSet.sha256() in Java defines it.
"""

import argparse
import gzip
import hashlib
import pathlib
import struct
import sys

CLASSES = 10
IMAGES_MAGIC = 0x00000803
LABELS_MAGIC = 0x00000801
SETS = {"train": 500, "t10k": 100}  # file prefix: images a class
REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
TARGET = REPOSITORY / "capsnet-datasets/src/main/resources/org/capsnet/datasets/fashion-mnist"


def read(path):
    data = path.read_bytes()
    return gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data


def find(directory, name):
    for candidate in (directory / name, directory / (name + ".gz")):
        if candidate.is_file():
            return candidate
    sys.exit(f"{directory}: holds neither {name} nor {name}.gz; name the directory by --source")


def read_images(path):
    data = read(path)
    magic, count, height, width = struct.unpack_from(">4i", data)
    if magic != IMAGES_MAGIC or len(data) != 16 + count * height * width:
        sys.exit(f"{path}: is not a whole IDX image file; download it again")
    size = height * width
    return [data[16 + i * size : 16 + (i + 1) * size] for i in range(count)], height, width


def read_labels(path):
    data = read(path)
    magic, count = struct.unpack_from(">2i", data)
    if magic != LABELS_MAGIC or len(data) != 8 + count:
        sys.exit(f"{path}: is not a whole IDX label file; download it again")
    return data[8:]


def first_of_each_class(labels, per_class):
    """Returns the indices of the first images of each class, in file order."""
    taken = [0] * CLASSES
    indices = []
    for index, label in enumerate(labels):
        if taken[label] < per_class:
            taken[label] += 1
            indices.append(index)
    if min(taken) < per_class:
        sys.exit(f"a class has only {min(taken)} images where {per_class} are needed")
    return indices


def write(path, content):
    with open(path, "wb") as raw:
        with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=raw, mtime=0) as out:
            out.write(content)
    print(f"{path.name}: {path.stat().st_size} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--source", type=pathlib.Path, default=pathlib.Path("/usr/share/datasets/fashion-mnist")
    )
    parser.add_argument("--target", type=pathlib.Path, default=TARGET)
    arguments = parser.parse_args()
    arguments.target.mkdir(parents=True, exist_ok=True)
    for prefix, per_class in SETS.items():
        images_path = find(arguments.source, f"{prefix}-images-idx3-ubyte")
        labels_path = find(arguments.source, f"{prefix}-labels-idx1-ubyte")
        images, height, width = read_images(images_path)
        labels = read_labels(labels_path)
        if len(images) != len(labels):
            sys.exit(f"{labels_path}: {len(labels)} labels for {len(images)} images")
        chosen = first_of_each_class(labels, per_class)
        pixels = b"".join(images[index] for index in chosen)
        marks = bytes(labels[index] for index in chosen)
        count = len(chosen)
        write(
            arguments.target / f"{prefix}-images-idx3-ubyte.gz",
            struct.pack(">4i", IMAGES_MAGIC, count, height, width) + pixels,
        )
        write(
            arguments.target / f"{prefix}-labels-idx1-ubyte.gz",
            struct.pack(">2i", LABELS_MAGIC, count) + marks,
        )
        content = struct.pack(">4i", count, 1, height, width)
        content += b"".join(struct.pack(">i", mark) for mark in marks) + pixels
        print(f"{prefix}: {count} images, SHA-256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
