#!/usr/bin/env python3
"""Writes the benchmark models with random weights: mlp_784_32_10.onnx and resnet18_cifar.onnx.

Usage: python3 make_models.py FOLDER        (needs the packages python3-onnx and python3-numpy)
Weights follow He's initialisation, so that activations keep their magnitude from layer to layer. The seed is fixed.
"""
import pathlib
import sys

import numpy
import onnx
from onnx import TensorProto, helper, numpy_helper


class Builder:
    """Collects nodes and initialisers of one graph."""

    def __init__(self, name, shape):
        self.name, self.shape = name, shape
        self.random = numpy.random.default_rng(7)
        self.nodes, self.weights, self.last = [], [], "input"

    def constant(self, values):
        name = f"w{len(self.weights)}"
        self.weights.append(numpy_helper.from_array(values.astype(numpy.float32), name))
        return name

    def normal(self, *shape):
        fan_in = int(numpy.prod(shape[1:]))
        return self.constant(self.random.normal(0, (2 / fan_in) ** 0.5, shape))

    def add(self, operator, inputs, **attributes):
        self.last = f"{operator.lower()}{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [self.last], name=self.last, **attributes))
        return self.last

    def dense(self, x, outputs, inputs):
        bias = self.constant(self.random.normal(0, 0.05, outputs))
        return self.add("Gemm", [x, self.normal(outputs, inputs), bias], transB=1)

    def convolution(self, x, outputs, inputs, kernel, stride=1):
        pad = kernel // 2
        bias = self.constant(self.random.normal(0, 0.05, outputs))
        return self.add("Conv", [x, self.normal(outputs, inputs, kernel, kernel), bias], kernel_shape=[kernel] * 2, strides=[stride] * 2, pads=[pad] * 4)

    def write(self, folder):
        output = helper.make_tensor_value_info(self.last, TensorProto.FLOAT, [1, 10])
        inputs = [helper.make_tensor_value_info("input", TensorProto.FLOAT, self.shape)]
        graph = helper.make_graph(self.nodes, self.name, inputs, [output], self.weights)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
        onnx.checker.check_model(model)
        onnx.save(model, str(folder / f"{self.name}.onnx"))


def mlp(folder):
    b = Builder("mlp_784_32_10", [1, 784])
    b.dense(b.add("Relu", [b.dense("input", 32, 784)]), 10, 32)
    b.write(folder)


def resnet18(folder):
    """ResNet-18 for 32 x 32 images: a 3 x 3 stem and four stages of two basic blocks; batch-norm is folded."""
    b = Builder("resnet18_cifar", [1, 3, 32, 32])
    x, channels = b.add("Relu", [b.convolution("input", 64, 3, 3)]), 64
    for width, stride in ((64, 1), (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1)):
        main = b.add("Relu", [b.convolution(x, width, channels, 3, stride)])
        main = b.convolution(main, width, width, 3)
        skip = x if stride == 1 and width == channels else b.convolution(x, width, channels, 1, stride)
        x, channels = b.add("Relu", [b.add("Add", [main, skip])]), width
    b.dense(b.add("Flatten", [b.add("GlobalAveragePool", [x])]), 10, 512)
    b.write(folder)


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    mlp(target)
    resnet18(target)
