// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.capsnet.core.testing.CentralDifferences;
import org.capsnet.core.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class VotesTests {

    /** Contractions of votes from u, W, couplings c [B, I, J], outputs v [B, J, D] and a move o [B, J, D]. */
    private static final Map<String, Function<List<Tensor>, Tensor>> CONTRACTIONS = Map.ofEntries(
            Map.entry("sum", in -> votes(in).sum()),
            Map.entry("weighted sum", in -> votes(in).weightedSum(in.get(2))),
            Map.entry("agreement", in -> votes(in).agreement(in.get(3))),
            Map.entry("mean square", in -> votes(in).meanSquare()),
            Map.entry("tensor", in -> votes(in).tensor()),
            Map.entry("moved sum", in -> votes(in).plus(in.get(4)).sum()),
            Map.entry(
                    "moved twice",
                    in -> votes(in).plus(in.get(4)).plus(in.get(3)).weightedSum(in.get(2))),
            Map.entry("moved agreement", in -> votes(in).plus(in.get(4)).agreement(in.get(3))),
            Map.entry("moved mean square", in -> votes(in).plus(in.get(4)).meanSquare()),
            Map.entry("moved tensor", in -> votes(in).plus(in.get(4)).tensor()),
            Map.entry("two iterations of agreement", in -> {
                Votes votes = votes(in);
                Tensor b = votes.zeroLogits();
                Tensor v = votes.weightedSum(b.softmax(-1)).squash();
                b = b.plus(votes.agreement(v));
                return votes.weightedSum(b.softmax(-1)).squash();
            }),
            Map.entry(
                    "two contractions of the same votes",
                    in -> votes(in).sum().times(votes(in).weightedSum(in.get(2)))));

    @TestFactory
    Stream<DynamicTest> gradientsMatchCentralDifferences() {
        return CONTRACTIONS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(contraction -> IntStream.range(0, 3).mapToObj(round -> {
                    Random random = new Random(contraction.getKey().hashCode() + round);
                    INDArray[] inputs = inputs(random);
                    String name = contraction.getKey() + " with W " + java.util.Arrays.toString(inputs[1].shape());
                    return DynamicTest.dynamicTest(
                            name, () -> CentralDifferences.check(name, contraction.getValue(), inputs));
                }));
    }

    @TestFactory
    Stream<DynamicTest> contractionsEqualThoseOfTheArray() {
        return IntStream.range(0, 8)
                .mapToObj(round -> DynamicTest.dynamicTest("random shape " + round, () -> {
                    INDArray[] arrays = inputs(new Random(round));
                    Tape tape = Tape.inference();
                    List<Tensor> in = Stream.of(arrays).map(tape::constant).toList();
                    Votes votes = votes(in).plus(in.get(4));
                    Tensor array = votes.tensor(); // [B, I, J, D]
                    Golden.assertClose(
                            "sum", votes.sum().array(), array.sum(1).dropAxis(1).array(), 1e-12);
                    Golden.assertClose(
                            "weighted sum",
                            votes.weightedSum(in.get(2)).array(),
                            array.times(in.get(2).insertAxis(3))
                                    .sum(1)
                                    .dropAxis(1)
                                    .array(),
                            1e-12);
                    Golden.assertClose(
                            "agreement",
                            votes.agreement(in.get(3)).array(),
                            array.times(in.get(3).insertAxis(1))
                                    .sum(-1)
                                    .dropAxis(-1)
                                    .array(),
                            1e-12);
                    Golden.assertClose(
                            "mean square",
                            votes.meanSquare().array(),
                            array.squared()
                                    .sum(-1)
                                    .dropAxis(-1)
                                    .mean(-1)
                                    .mean(-2)
                                    .array(),
                            1e-12);
                }));
    }

    /** The same contractions of 2x2 pose matrices. */
    @TestFactory
    Stream<DynamicTest> gradientsOfMatrixVotesMatchCentralDifferences() {
        Map<String, Function<List<Tensor>, Tensor>> contractions = Map.of(
                "sum", in -> matrixVotes(in).sum(),
                "weighted sum", in -> matrixVotes(in).weightedSum(in.get(2)),
                "agreement", in -> matrixVotes(in).agreement(in.get(3)),
                "moved mean square", in -> matrixVotes(in).plus(in.get(3)).meanSquare(),
                "moved tensor", in -> matrixVotes(in).plus(in.get(3)).tensor());
        return contractions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(contraction -> DynamicTest.dynamicTest(
                        contraction.getKey(),
                        () -> CentralDifferences.check(contraction.getKey(), contraction.getValue(), matrixInputs())));
    }

    /** A routing may ask for them in every iteration. */
    @Test
    void meanSquaresAreComputedOnce() {
        Tape tape = Tape.recording();
        List<Tensor> in = Stream.of(inputs(new Random(1))).map(tape::variable).toList();
        Votes votes = votes(in);
        Votes moved = votes.plus(in.get(4));

        assertThat(votes.meanSquare()).isSameAs(votes.meanSquare());
        assertThat(moved.meanSquare()).isSameAs(moved.meanSquare());
        assertThat(votes.detached().meanSquare())
                .isSameAs(votes.detached().meanSquare())
                .isNotSameAs(votes.meanSquare());
        assertThat(votes.detached().meanSquare().array())
                .isEqualTo(votes.meanSquare().array());
        assertThat(moved.detached().meanSquare().array())
                .isEqualTo(moved.meanSquare().array());
    }

    @Test
    void detachedVotesAreDetachedOnce() {
        Tape tape = Tape.recording();
        List<Tensor> in = Stream.of(inputs(new Random(1))).map(tape::variable).toList();
        Votes votes = votes(in);
        Votes moved = votes.detached().plus(in.get(4));

        assertThat(votes.detached()).isSameAs(votes.detached()).isNotSameAs(votes);
        assertThat(votes.detached().detached()).isSameAs(votes.detached());
        assertThat(moved.sum().tracked()).isTrue();
        assertThat(moved.detached().sum().tracked()).isFalse();
    }

    @Test
    void meanSquaresOfConstantVotesKeepNothingForAGradient() {
        Tape tape = Tape.recording();
        List<Tensor> in = Stream.of(inputs(new Random(1))).map(tape::variable).toList();

        assertThat(votes(in).detached().meanSquare().tracked()).isFalse();
        assertThat(votes(in).plus(in.get(4)).detached().meanSquare().tracked()).isFalse();
    }

    @Test
    void aMatrixVoteIsTheProductOfTheMatrices() {
        INDArray[] arrays = matrixInputs();
        Tape tape = Tape.inference();
        List<Tensor> in = Stream.of(arrays).map(tape::constant).toList();
        Votes votes = matrixVotes(in);
        Tensor array = votes.tensor(); // [B, I, J, 4]
        assertThat(array.shape()).isEqualTo(new long[] {3, 5, 2, 4});
        for (int b = 0; b < 3; b++) {
            for (int i = 0; i < 5; i++) {
                for (int j = 0; j < 2; j++) {
                    for (int row = 0; row < 2; row++) {
                        for (int column = 0; column < 2; column++) {
                            double expected = arrays[0].getDouble(b, i, 2 * row) * arrays[1].getDouble(i, 0, column, j)
                                    + arrays[0].getDouble(b, i, 2 * row + 1) * arrays[1].getDouble(i, 1, column, j);
                            assertThat(array.array().getDouble(b, i, j, 2 * row + column))
                                    .isCloseTo(expected, org.assertj.core.api.Assertions.within(1e-12));
                        }
                    }
                }
            }
        }
        Golden.assertClose("sum", votes.sum().array(), array.sum(1).dropAxis(1).array(), 1e-12);
        Golden.assertClose(
                "weighted sum",
                votes.weightedSum(in.get(2)).array(),
                array.times(in.get(2).insertAxis(3)).sum(1).dropAxis(1).array(),
                1e-12);
        Golden.assertClose(
                "agreement",
                votes.agreement(in.get(3)).array(),
                array.times(in.get(3).insertAxis(1)).sum(-1).dropAxis(-1).array(),
                1e-12);
        assertThatThrownBy(() -> Votes.ofMatrices(in.get(0), in.get(1), 3)).hasMessageContaining("3x3 matrices");
    }

    private static Votes matrixVotes(List<Tensor> in) {
        return Votes.ofMatrices(in.get(0), in.get(1), 2);
    }

    /** Poses [3, 5, 4], W [5, 2, 2, 2], c [3, 5, 2], v [3, 2, 4]. */
    private static INDArray[] matrixInputs() {
        Nd4j.getRandom().setSeed(9);
        return new INDArray[] {
            Nd4j.randn(DataType.DOUBLE, 3, 5, 4),
            Nd4j.randn(DataType.DOUBLE, 5, 2, 2, 2),
            Nd4j.randn(DataType.DOUBLE, 3, 5, 2),
            Nd4j.randn(DataType.DOUBLE, 3, 2, 4)
        };
    }

    @Test
    void noContractionTakesTheMemoryOfTheArray() {
        int batch = 16;
        int inputs = 64;
        int outputs = 32;
        int dimension = 16;
        long arrayBytes = 4L * batch * inputs * outputs * dimension;
        INDArray u = Nd4j.rand(DataType.FLOAT, batch, inputs, 4);
        INDArray w = Nd4j.rand(DataType.FLOAT, inputs, 4, dimension, outputs).dup('f');
        INDArray gradientOfW = w.dup('f');
        INDArray dv = Nd4j.rand(DataType.FLOAT, batch, outputs, dimension);
        WorkspaceConfiguration counting = WorkspaceConfiguration.builder()
                .initialSize(8 * arrayBytes)
                .policyAllocation(AllocationPolicy.STRICT)
                .policyLearning(LearningPolicy.NONE)
                .build();
        try (MemoryWorkspace workspace = Nd4j.getWorkspaceManager().getAndActivateWorkspace(counting, "COUNTING")) {
            Tape tape = Tape.recording();
            Votes votes = Votes.of(tape.variable(u), tape.parameter(w, () -> gradientOfW));
            Tensor v = votes.sum().squash();
            Tensor b = votes.detached().agreement(v.detached());
            tape.backward(votes.weightedSum(b.softmax(-1)).squash(), dv);
            assertThat(workspace.getPrimaryOffset())
                    .as("bytes that a forward and backward pass of routing by agreement takes")
                    .isLessThan(arrayBytes);
        }
    }

    @Test
    void detachedVotesPassNoGradient() {
        INDArray[] arrays = inputs(new Random(7));
        Tape tape = Tape.recording();
        Tensor u = tape.variable(arrays[0]);
        Tensor w = tape.variable(arrays[1]);
        Votes votes = Votes.of(u, w);
        Tensor y = votes.sum().plus(votes.detached().sum().times(5));
        tape.backward(y, Nd4j.ones(DataType.DOUBLE, y.shape()));
        INDArray withDetached = u.gradient().dup();

        Tape plain = Tape.recording();
        Tensor u2 = plain.variable(arrays[0]);
        Tensor sum = Votes.of(u2, plain.variable(arrays[1])).sum();
        plain.backward(sum, Nd4j.ones(DataType.DOUBLE, sum.shape()));
        assertThat(withDetached).isEqualTo(u2.gradient());
    }

    @Test
    void shapesThatDontFitAreNamed() {
        Tape tape = Tape.inference();
        Tensor u = tape.constant(Nd4j.rand(DataType.DOUBLE, 2, 5, 3));
        Tensor w = tape.constant(Nd4j.rand(DataType.DOUBLE, 6, 3, 4, 7));
        assertThatThrownBy(() -> Votes.of(u, w)).hasMessageContaining("[2, 5, 3] and [6, 3, 4, 7]");
        Votes votes = Votes.of(u, tape.constant(Nd4j.rand(DataType.DOUBLE, 5, 3, 4, 7)));
        assertThatThrownBy(() -> votes.weightedSum(tape.filled(1, DataType.DOUBLE, 2, 7, 5)))
                .hasMessage("Expected shape [2, 5, 7] but got [2, 7, 5]");
    }

    private static Votes votes(List<Tensor> in) {
        return Votes.of(in.get(0), in.get(1));
    }

    private static INDArray[] inputs(Random random) {
        Nd4j.getRandom().setSeed(random.nextLong());
        int b = 1 + random.nextInt(3);
        int i = 1 + random.nextInt(5);
        int j = 1 + random.nextInt(4);
        int d = 1 + random.nextInt(4);
        int dimension = 1 + random.nextInt(5);
        return new INDArray[] {
            Nd4j.randn(DataType.DOUBLE, b, i, d),
            Nd4j.randn(DataType.DOUBLE, i, d, dimension, j),
            Nd4j.randn(DataType.DOUBLE, b, i, j),
            Nd4j.randn(DataType.DOUBLE, b, j, dimension),
            Nd4j.randn(DataType.DOUBLE, b, j, dimension)
        };
    }

    /** Whole arrays of couplings and agreements are spared where nobody differentiates them; the numbers are the same. */
    @Test
    void couplingsAndAgreementsThatAreMadeRowByRowAreThoseOfWholeArrays() {
        long batch = 64;
        long inputs = 257;
        INDArray u = Nd4j.randn(DataType.DOUBLE, batch, inputs, 2);
        INDArray w = Nd4j.randn(DataType.DOUBLE, inputs, 2, 3, 4);
        INDArray direction = Nd4j.randn(DataType.DOUBLE, batch, 4, 3);
        List<INDArray> results = new ArrayList<>();
        for (boolean rowByRow : new boolean[] {true, false}) {
            Tape tape = Tape.recording();
            Tensor weights = tape.variable(w);
            Tensor capsules = tape.variable(u);
            Votes votes = Votes.of(capsules, weights);
            Votes inner = votes.detached();
            Tensor b = inner.zeroLogits();
            for (int t = 0; t < 3; t++) {
                Tensor v = inner.weightedSum(b.softmax(-1)).squash();
                Tensor agreement = inner.agreement(v);
                b = b.plus(rowByRow ? agreement : tape.constant(agreement.copy()));
            }
            Tensor c = b.softmax(-1);
            Tensor s = votes.weightedSum(rowByRow ? c : tape.constant(c.copy()));
            tape.backward(s, direction);
            results.addAll(List.of(s.copy(), weights.gradient(), capsules.gradient(), c.copy()));
        }
        for (int k = 0; k < 4; k++) {
            Golden.assertClose("result " + k, results.get(k), results.get(k + 4), 1e-14);
        }
        assertThat(results.get(3).sum(2).sub(1).amaxNumber().doubleValue()).isLessThan(1e-12);
    }
}
