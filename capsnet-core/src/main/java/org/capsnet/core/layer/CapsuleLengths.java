// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Collection;
import java.util.Objects;
import org.apiguardian.api.API;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The activation of every capsule, which is the probability that its entity is present: [B, J, D] to [B, J]. That is its
 * length, or what the routing below returned as activation.
 *
 * <p>Stands between the last capsule layer and the output layer. Unlike Deeplearning4j's {@code CapsuleStrengthLayer}
 * it has a finite gradient for a capsule of length 0.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapsuleLengths extends NoParamLayer {

    /** Whether the capsules below have activations of their own. */
    @JsonProperty
    private boolean inputActivations;

    /** For Deeplearning4j's JSON reader. */
    CapsuleLengths() {}

    private CapsuleLengths(Builder builder) {
        super(builder);
        this.inputActivations = builder.inputActivations;
    }

    /** {@return whether the capsules below have activations of their own} */
    public boolean inputActivations() {
        return inputActivations;
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        inputActivations = LayerText.requireCapsules(this, -1, inputType).activations();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> trainingListeners,
            int layerIndex,
            INDArray layerParamsView,
            boolean initializeParams,
            DataType networkDataType) {
        LayerText.requireFloatOrDouble(this, networkDataType);
        CapsuleLengthsImplementation layer = new CapsuleLengthsImplementation(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        return layer;
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return InputType.feedForward(
                LayerText.requireCapsules(this, layerIndex, inputType).capsules());
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        LayerText.requireCapsules(this, -1, inputType);
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return new LayerMemoryReport.Builder(layerName, CapsuleLengths.class, inputType, getOutputType(-1, inputType))
                .standardMemory(0, 0)
                .workingMemory(0, 0, 0, inputType.arrayElementsPerExample())
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CapsuleLengths that && super.equals(that) && inputActivations == that.inputActivations;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CapsuleLengths;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), inputActivations);
    }

    @Override
    public String toString() {
        return "CapsuleLengths()";
    }

    /** Builds a {@link CapsuleLengths}. */
    public static final class Builder extends org.deeplearning4j.nn.conf.layers.Layer.Builder<Builder> {

        private boolean inputActivations;

        /** Starts a layer whose input tells whether it has activations. */
        public Builder() {}

        /**
         * Sets whether the capsules below have activations of their own, where this isn't inferred from an input type.
         *
         * @param activations whether their activations aren't their lengths; not unless set
         * @return this
         */
        public Builder inputActivations(boolean activations) {
            this.inputActivations = activations;
            return this;
        }

        @Override
        @SuppressWarnings("unchecked")
        public CapsuleLengths build() {
            return new CapsuleLengths(this);
        }
    }
}
