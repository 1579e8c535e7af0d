// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.loss;

import java.util.Objects;
import org.apiguardian.api.API;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Margin loss on capsule lengths: L_k = T_k max(0, m⁺ − |v_k|)² + λ (1 − T_k) max(0, |v_k| − m⁻)², summed over the
 * classes k (Sabour et al. 2017, equation 4; Ren, Su, Li 2019, equation 6).
 *
 * <pre>{@code
 * .layer(new CapsuleLengths.Builder().build())
 * .layer(new LossLayer.Builder(new MarginLoss()).activation(Activation.IDENTITY).build())
 * }</pre>
 *
 * <p>Labels are one-hot [B, classes]. The score is the mean over the examples.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MarginLoss implements ILossFunction {

    /** m⁺. */
    @JsonProperty
    private double presentMargin;

    /** m⁻. */
    @JsonProperty
    private double absentMargin;

    /** λ. */
    @JsonProperty
    private double absentWeight;

    /** The published setting: m⁺ = 0.9, m⁻ = 0.1, λ = 0.5. */
    public MarginLoss() {
        this(0.9, 0.1, 0.5);
    }

    /**
     * Another setting.
     *
     * @param presentMargin m⁺, length that the right class should reach, in (0, 1]
     * @param absentMargin m⁻, length that other classes should stay below, in [0, m⁺)
     * @param absentWeight λ, weight of the other classes, positive
     */
    public MarginLoss(double presentMargin, double absentMargin, double absentWeight) {
        if (!(presentMargin > absentMargin && presentMargin <= 1 && absentMargin >= 0 && absentWeight > 0)) {
            throw new IllegalArgumentException("MarginLoss needs 0 ≤ m⁻ < m⁺ ≤ 1 and a positive weight, but m⁺ = "
                    + presentMargin + ", m⁻ = " + absentMargin + ", weight = " + absentWeight);
        }
        this.presentMargin = presentMargin;
        this.absentMargin = absentMargin;
        this.absentWeight = absentWeight;
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
        INDArray lengths = activationFn.getActivation(preOutput.dup(), true);
        INDArray present = LossArrays.oneHot(labels, lengths);
        INDArray tooShort = tooShort(lengths);
        INDArray tooLong = tooLong(lengths);
        INDArray loss = tooShort.mul(tooShort).muli(present);
        loss.addi(tooLong.mul(tooLong).muli(present.rsub(1)).muli(absentWeight));
        return LossArrays.masked(loss, mask).sum(true, 1);
    }

    /** The derivative for every example; Deeplearning4j's updater divides by the batch. */
    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activationFn, INDArray mask) {
        INDArray lengths = activationFn.getActivation(preOutput.dup(), true);
        INDArray present = LossArrays.oneHot(labels, lengths);
        INDArray gradient = tooLong(lengths).muli(present.rsub(1)).muli(2 * absentWeight);
        gradient.subi(tooShort(lengths).muli(present).muli(2));
        // Some of ND4J's activations write their derivative over the input.
        return activationFn
                .backprop(preOutput.dup(), LossArrays.masked(gradient, mask))
                .getFirst();
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
        return "MarginLoss";
    }

    private INDArray tooShort(INDArray lengths) {
        return Transforms.relu(lengths.rsub(presentMargin), false);
    }

    private INDArray tooLong(INDArray lengths) {
        return Transforms.relu(lengths.sub(absentMargin), false);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MarginLoss that
                && presentMargin == that.presentMargin
                && absentMargin == that.absentMargin
                && absentWeight == that.absentWeight;
    }

    @Override
    public int hashCode() {
        return Objects.hash(presentMargin, absentMargin, absentWeight);
    }

    @Override
    public String toString() {
        return "MarginLoss(present " + presentMargin + ", absent " + absentMargin + ", absent weight " + absentWeight
                + ")";
    }
}
