// SPDX-License-Identifier: Apache-2.0
package org.capsnet.benchmarks;

import java.util.concurrent.TimeUnit;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What routings do with votes: 1152 capsules of dimension 8 below, capsules of dimension 16 above, 128 images. */
@State(Scope.Benchmark)
@SuppressWarnings("try") // The memory is there to be open.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class VotesBenchmark {

    private static final int BATCH = 128;
    private static final int INPUTS = 1152;

    /** Capsules above. */
    @Param({"10", "256"})
    public int outputs;

    private INDArray capsules;
    private INDArray weights;
    private INDArray logits;
    private INDArray above;

    @Setup
    public void arrays() {
        capsules = Nd4j.rand(DataType.FLOAT, BATCH, INPUTS, 8).dup('f');
        weights = Nd4j.rand(DataType.FLOAT, INPUTS, 8, 16, outputs).dup('f');
        logits = Nd4j.rand(DataType.FLOAT, BATCH, INPUTS, outputs).dup('f');
        above = Nd4j.rand(DataType.FLOAT, BATCH, outputs, 16).dup('f');
    }

    @Benchmark
    public INDArray sum() {
        try (Memory ignored = Memory.open()) {
            return votes(Tape.inference()).sum().array();
        }
    }

    @Benchmark
    public INDArray sumForwardAndBackward() {
        try (Memory ignored = Memory.open()) {
            Tape tape = Tape.recording();
            Tensor u = tape.variable(capsules);
            tape.backward(Votes.of(u, tape.variable(weights)).sum(), above);
            return u.gradient();
        }
    }

    @Benchmark
    public INDArray softmax() {
        try (Memory ignored = Memory.open()) {
            return Tape.inference().constant(logits).softmax(-1).array();
        }
    }

    /** Couplings and the sum that they weight, without an array of couplings. */
    @Benchmark
    public INDArray sumWeightedBySoftmax() {
        try (Memory ignored = Memory.open()) {
            Tape tape = Tape.inference();
            return votes(tape).weightedSum(tape.constant(logits).softmax(-1)).array();
        }
    }

    /** Logits plus agreement, without an array of the agreement. */
    @Benchmark
    public INDArray agreementAddedToLogits() {
        try (Memory ignored = Memory.open()) {
            Tape tape = Tape.inference();
            return tape.constant(logits)
                    .plus(votes(tape).agreement(tape.constant(above)))
                    .array();
        }
    }

    private Votes votes(Tape tape) {
        return Votes.of(tape.constant(capsules), tape.constant(weights));
    }
}
