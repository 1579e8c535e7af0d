// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Seven capsules below of dimension 4, three above of dimension 4. */
class VoteFlowTests {

    private static final int INPUTS = 7;
    private static final int OUTPUTS = 3;

    private INDArray below;
    private INDArray weights;
    private INDArray couplings;

    @BeforeEach
    void draw() {
        Nd4j.getRandom().setSeed(5);
        below = Nd4j.randn(DataType.DOUBLE, 1, INPUTS, 4);
        weights = Nd4j.randn(DataType.DOUBLE, INPUTS, 4, 4, OUTPUTS);
        couplings = Nd4j.rand(DataType.DOUBLE, 1, INPUTS, OUTPUTS);
    }

    @Test
    void contributionsToASquashedSumAddUpToItsLength() {
        Tensor s = votes().sum();
        VoteFlow flow = linear(s.squash().array(), Optional.empty());
        for (int output = 0; output < OUTPUTS; output++) {
            assertThat(Shares.sum(flow.contributions(output)))
                    .isCloseTo(s.lengths().array().getDouble(0, output), within(1e-12));
            assertThat(flow.alignment(output)).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void couplingsWeighThem() {
        Votes votes = votes();
        Tensor s = votes.weightedSum(votes.zeroLogits().tape().constant(couplings));
        VoteFlow flow = linear(s.squash().array(), Optional.of(couplings));
        for (int output = 0; output < OUTPUTS; output++) {
            assertThat(Shares.sum(flow.contributions(output)))
                    .isCloseTo(s.lengths().array().getDouble(0, output), within(1e-12));
            assertThat(flow.alignment(output)).isCloseTo(1, within(1e-12));
        }
    }

    @Test
    void aCapsuleThatCameAboutOtherwiseIsntAlignedWithTheSumOfItsVotes() {
        INDArray largest = votes().tensor().max(1).dropAxis(1).array();
        assertThat(linear(largest, Optional.empty()).alignment(0)).isLessThan(0.95);
    }

    @Test
    void votesOfPoseMatricesAreThoseOfTheLayer() {
        INDArray matrices = Nd4j.randn(DataType.DOUBLE, INPUTS, 2, 2, OUTPUTS);
        Tape tape = Tape.inference();
        Tensor votes = Votes.ofMatrices(tape.constant(below), tape.constant(matrices), 2)
                .tensor();
        VoteFlow flow = VoteFlow.of(
                        Transformation.matrices(2),
                        matrices,
                        below,
                        votes.sum(1).dropAxis(1).array(),
                        Optional.empty())
                .orElseThrow();
        assertThat(flow.votesFor(2)[4])
                .isEqualTo(votes.array()
                        .get(NDArrayIndex.point(0), NDArrayIndex.point(4), NDArrayIndex.point(2))
                        .toDoubleVector());
        assertThat(flow.alignment(2)).isCloseTo(1, within(1e-12));
    }

    @Test
    void withoutVotesThereIsNothingToTrace() {
        assertThat(VoteFlow.of(Transformation.none(), Nd4j.scalar(0.0), below, below, Optional.empty()))
                .isEmpty();
    }

    @Test
    void whatIsPassedOnKeepsItsAmountWhereOneCapsuleHasAllOfIt() {
        VoteFlow flow = linear(votes().sum().squash().array(), Optional.empty());
        double[] below = flow.passOn(new double[] {0, -2, 0});
        assertThat(Shares.amounts(below)).isCloseTo(2, within(1e-12));
        double[] contributions = flow.contributions(1);
        for (int i = 0; i < INPUTS; i++) {
            assertThat(below[i]).isCloseTo(-2 * contributions[i] / Shares.amounts(contributions), within(1e-12));
        }
    }

    @Test
    void aCapsuleOfLengthZeroGotNothing() {
        VoteFlow flow = linear(Nd4j.zeros(DataType.DOUBLE, 1, OUTPUTS, 4), Optional.empty());
        assertThat(flow.contributions(0)).containsOnly(0);
        assertThat(flow.passOn(new double[] {1, 0, 0})).containsOnly(0);
    }

    private Votes votes() {
        Tape tape = Tape.inference();
        return Votes.of(tape.constant(below), tape.constant(weights));
    }

    private VoteFlow linear(INDArray poses, Optional<INDArray> couplings) {
        return VoteFlow.of(Transformation.linear(), weights, below, poses, couplings)
                .orElseThrow();
    }
}
