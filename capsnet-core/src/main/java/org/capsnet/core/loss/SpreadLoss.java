// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.loss;

import org.apiguardian.api.API;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Spread loss on activations: L = Σ_{i≠t} max(0, m − (a_t − a_i))² with the activation a_t of the right class t
 * (Hinton, Sabour, Frosst 2018, equation 3).
 *
 * <pre>{@code
 * .layer(new CapsuleLengths.Builder().build())
 * .layer(new LossLayer.Builder(new SpreadLoss()).activation(Activation.IDENTITY).build())
 * }</pre>
 *
 * <p>With a small margin m training starts without dead capsules, so the paper raises it from 0.2 to 0.9 on the way:
 * {@link SpreadMarginSchedule} does. The margin is saved as it stands.
 *
 * <p>Labels are one-hot [B, classes]. The score is the mean over the examples.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SpreadLoss implements ILossFunction {

    /** m. */
    @JsonProperty
    private double margin;

    /** The margin with which published training ends, m = 0.9. */
    public SpreadLoss() {
        this(0.9);
    }

    /**
     * Another margin.
     *
     * @param margin m, how much more active than any other the right class should be, in (0, 1]
     */
    public SpreadLoss(double margin) {
        setMargin(margin);
    }

    /** {@return the margin m} */
    public double margin() {
        return margin;
    }

    void setMargin(double newMargin) {
        requireMargin(newMargin);
        this.margin = newMargin;
    }

    static void requireMargin(double margin) {
        if (!(margin > 0 && margin <= 1)) {
            throw new IllegalArgumentException(
                    "SpreadLoss needs a margin greater than 0 and at most 1 but has " + margin);
        }
    }

    @Override
    public double computeScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask, boolean average) {
        double sum = computeScoreArray(labels, preOutput, activationFn, mask)
                .sumNumber()
                .doubleValue();
        return average ? sum / labels.size(0) : sum;
    }

    @Override
    public INDArray computeScoreArray(INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
        INDArray activations = activationFn.getActivation(preOutput.dup(), true);
        INDArray tooClose = tooClose(activations, LossArrays.oneHot(labels, activations));
        return LossArrays.masked(tooClose.muli(tooClose), mask).sum(true, 1);
    }

    /** The derivative for every example; Deeplearning4j's updater divides by the batch. */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
        INDArray activations = activationFn.getActivation(preOutput.dup(), true);
        INDArray right = LossArrays.oneHot(labels, activations);
        INDArray gradient = LossArrays.masked(tooClose(activations, right).muli(2), mask);
        gradient.subi(right.mulColumnVector(gradient.sum(true, 1)));
        // Some of ND4J's activations write their derivative over the input.
        return activationFn.backprop(preOutput.dup(), gradient).getFirst();
    }

    /** max(0, m − (a_t − a_i)), and 0 where i = t. */
    private INDArray tooClose(INDArray activations, INDArray right) {
        INDArray rightActivation = activations.mul(right).sum(true, 1);
        INDArray gap = activations.subColumnVector(rightActivation).addi(margin);
        return Transforms.relu(gap, false).muli(right.rsub(1));
    }

    @Override
    public Pair<Double, INDArray> computeGradientAndScore(
            INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask, boolean average) {
        return new Pair<>(
                computeScore(labels, preOutput, activationFn, mask, average),
                computeGradient(labels, preOutput, activationFn, mask));
    }

    @Override
    public String name() {
        return "SpreadLoss";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SpreadLoss that && margin == that.margin;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(margin);
    }

    @Override
    public String toString() {
        return "SpreadLoss(margin " + margin + ")";
    }
}
