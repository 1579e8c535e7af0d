// SPDX-License-Identifier: Apache-2.0
package org.capsnet.benchmarks;

import java.util.concurrent.TimeUnit;
import org.capsnet.core.tensor.Convolution;
import org.capsnet.core.tensor.Convolution.Axis;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The convolution of PrimaryCaps, 20x20 maps with a 9x9 kernel and stride 2, beside ND4J's own operation. */
@State(Scope.Benchmark)
@SuppressWarnings("try") // The memory is there to be open.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ConvolutionBenchmark {

    private static final int SIZE = 20;
    private static final int KERNEL = 9;
    private static final int STRIDE = 2;
    private static final int OUTPUT = 6;

    /** Feature maps below and above. */
    @Param({"16", "64", "256"})
    public int maps;

    /** Images. */
    @Param({"1", "128"})
    public int batch;

    private INDArray images;
    private INDArray weights;
    private INDArray delta;

    @Setup
    public void arrays() {
        images = Nd4j.rand(DataType.FLOAT, batch, maps, SIZE, SIZE);
        weights = Nd4j.rand(DataType.FLOAT, maps, maps, KERNEL, KERNEL);
        delta = Nd4j.rand(DataType.FLOAT, batch, maps, OUTPUT, OUTPUT);
    }

    @Benchmark
    public INDArray capsnetForward() {
        try (Memory ignored = Memory.open()) {
            Tape tape = Tape.inference();
            return convolve(tape.constant(images), tape.constant(weights.permute(3, 2, 1, 0)))
                    .array();
        }
    }

    @Benchmark
    public INDArray capsnetForwardAndBackward() {
        try (Memory ignored = Memory.open()) {
            Tape tape = Tape.recording();
            Tensor below = tape.variable(images);
            Tensor above = convolve(below, tape.variable(weights.permute(3, 2, 1, 0)));
            tape.backward(above, delta);
            return below.gradient();
        }
    }

    private static Tensor convolve(Tensor below, Tensor kernel) {
        return new Convolution(Axis.of(KERNEL, STRIDE), Axis.of(KERNEL, STRIDE)).apply(below, kernel);
    }

    @Benchmark
    public INDArray nd4jForward() {
        try (Memory ignored = Memory.open()) {
            INDArray result = Nd4j.createUninitialized(DataType.FLOAT, delta.shape());
            execute("conv2d", new INDArray[] {images, weights}, result);
            return result;
        }
    }

    @Benchmark
    public INDArray nd4jForwardAndBackward() {
        try (Memory ignored = Memory.open()) {
            INDArray result = Nd4j.createUninitialized(DataType.FLOAT, delta.shape());
            execute("conv2d", new INDArray[] {images, weights}, result);
            INDArray byImages = Nd4j.createUninitialized(DataType.FLOAT, images.shape());
            INDArray byWeights = Nd4j.createUninitialized(DataType.FLOAT, weights.shape());
            execute("conv2d_bp", new INDArray[] {images, weights, delta}, byImages, byWeights);
            return byImages;
        }
    }

    private static void execute(String operation, INDArray[] inputs, INDArray... outputs) {
        int noPadding = 0;
        int noDilation = 1;
        int notSame = 0;
        int channelsFirst = 0;
        int weightsAreOutputInputHeightWidth = 1;
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(inputs)
                .addOutputs(outputs)
                .addIntegerArguments(
                        KERNEL,
                        KERNEL,
                        STRIDE,
                        STRIDE,
                        noPadding,
                        noPadding,
                        noDilation,
                        noDilation,
                        notSame,
                        channelsFirst,
                        weightsAreOutputInputHeightWidth)
                .build());
    }
}
