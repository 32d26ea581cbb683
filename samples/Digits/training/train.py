#!/usr/bin/python3
"""Trains the sample's network and writes digits.onnx: LeNet's shape with ReLU, max-pooling and one hidden layer, 15,398 parameters.

usage: train.py IMAGES.idx3-ubyte[.gz] LABELS.idx1-ubyte[.gz] [digits.onnx]

The first 1,000 images are kept for the test, all others are trained on, each time a little turned, scaled and moved. Pixels are in [0, 1],
ink is 1. Takes about half a minute on one core; the seed is fixed. Needs Debian's python3-torch, python3-onnx and python3-numpy.
"""

import gzip
import math
import sys

import numpy
import torch
from torch import nn
from torch.nn import functional

TEST_IMAGES = 1000
EPOCHS = 30
BATCH = 64


def read_idx(path):
    """An array from a file in MNIST's format: two zero bytes, type (8: bytes), rank, big-endian sizes, data."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        data = file.read()
    rank = data[3]
    shape = numpy.frombuffer(data, ">u4", rank, 4)
    return numpy.frombuffer(data, numpy.uint8, offset=4 + 4 * rank).reshape(shape)


def network():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(256, 48), nn.ReLU(), nn.Linear(48, 10))


def distorted(images):
    """Each image turned by up to 13 degrees, scaled by 0.8 to 1.15 in each direction, slanted and moved by up to 2 pixels."""
    count = len(images)
    angle = (torch.rand(count) - 0.5) * 2 * math.radians(13)
    scale_x, scale_y = (0.87 + 0.38 * torch.rand(count) for _ in range(2))
    slant = (torch.rand(count) - 0.5) * 0.4
    move = (torch.rand(count, 2) - 0.5) * 4 / 14
    cos, sin = torch.cos(angle), torch.sin(angle)
    maps = torch.stack([
        torch.stack([cos * scale_x, (slant - sin) * scale_x, move[:, 0]], 1),
        torch.stack([sin * scale_y, cos * scale_y, move[:, 1]], 1)], 1)
    grid = functional.affine_grid(maps, images.shape, align_corners=False)
    return functional.grid_sample(images, grid, align_corners=False)


def train(model, images, labels):
    optimizer = torch.optim.Adam(model.parameters(), 2e-3)
    steps = EPOCHS * (len(images) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, steps)
    for epoch in range(EPOCHS):
        order = torch.randperm(len(images))
        total = 0.0
        for start in range(0, len(images) - BATCH + 1, BATCH):
            rows = order[start:start + BATCH]
            loss = functional.cross_entropy(model(distorted(images[rows])), labels[rows])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1:2}  loss {total / (len(images) // BATCH):.4f}", flush=True)


def main(images_path, labels_path, output="digits.onnx"):
    torch.manual_seed(28)
    torch.set_num_threads(1)
    images = torch.from_numpy(read_idx(images_path).astype(numpy.float32) / 255).unsqueeze(1)
    labels = torch.from_numpy(read_idx(labels_path).astype(numpy.int64))
    model = network()
    train(model, images[TEST_IMAGES:], labels[TEST_IMAGES:])
    model.eval()
    with torch.no_grad():
        right = (model(images[:TEST_IMAGES]).argmax(1) == labels[:TEST_IMAGES]).sum().item()
    print(f"{sum(p.numel() for p in model.parameters())} parameters, {right} of {TEST_IMAGES} test images right")
    torch.onnx.export(
        model, torch.zeros(1, 1, 28, 28), output, opset_version=13,
        input_names=["pixels"], output_names=["scores"], dynamic_axes={"pixels": {0: "batch"}, "scores": {0: "batch"}})


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
