// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apiguardian.api.API;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Layer normalisation for capsules: all capsules of an example are scaled by one number, so that the layer above always gets
 * lengths of one size, whatever the layers below have made of them.
 *
 * <pre>
 * u_i ← γ u_i / √(Σ_k |u_k|² / I + ε)
 * </pre>
 *
 * <p>It is the root-mean-square form of layer normalisation (Ba, Kiros and Hinton 2016; Zhang and Sennrich 2019) over the
 * lengths: directions and ratios of lengths, which are what capsules say, stay as they are, and nothing is subtracted. γ is
 * one trained number, the parameter {@code gamma}: the root mean square of the lengths that come out. A length that comes out
 * is no probability and may exceed 1, so this layer stands below a {@link CapsuleLayer} and not below
 * {@link CapsuleLengths}. Where capsules have activations of their own, these pass unchanged.
 *
 * <pre>{@code
 * .layer(new CapsuleLayer.Builder(32, 16).routing(routing).build())
 * .layer(new CapsuleNorm.Builder().build())
 * .layer(new CapsuleLayer.Builder(10, 16).routing(routing).build())
 * }</pre>
 *
 * <p>Input and output: capsules [B, I, d], see {@link CapsuleType}. ε is 1e-8: capsules of length 0 give 0, with a finite
 * gradient. Each example is scaled by itself, and the order of capsules makes no difference.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapsuleNorm extends BaseLayer {

    /** γ before training. */
    @JsonProperty
    private double gamma;

    /** Whether the capsules below have activations of their own. */
    @JsonProperty
    private boolean inputActivations;

    /** For Deeplearning4j's JSON reader. */
    CapsuleNorm() {}

    private CapsuleNorm(Builder builder) {
        super(builder);
        this.gamma = builder.gamma;
        this.inputActivations = builder.inputActivations;
        if (!(gamma > 0) || Double.isInfinite(gamma)) {
            throw new IllegalArgumentException(
                    LayerText.of(this) + " needs a positive number as gamma, but has " + gamma);
        }
        if (builder.getActivationFn() != null || builder.getWeightInitFn() != null) {
            throw new IllegalArgumentException(LayerText.of(this)
                    + " has no activation function and no weightInit: its one parameter starts at .gamma(...)");
        }
    }

    /** {@return γ before training} */
    public double gamma() {
        return gamma;
    }

    /** {@return whether the capsules below have activations of their own} */
    public boolean inputActivations() {
        return inputActivations;
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
        CapsuleNormImplementation layer = new CapsuleNormImplementation(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        layer.setParamTable(initializer().init(conf, layerParamsView, initializeParams));
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new GammaOnly();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        return LayerText.requireCapsules(this, layerIndex, inputType);
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        inputActivations = LayerText.requireCapsules(this, -1, inputType).activations();
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        LayerText.requireCapsules(this, -1, inputType);
        return null;
    }

    @Override
    public boolean isPretrainParam(String paramName) {
        return false;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        return new LayerMemoryReport.Builder(layerName, CapsuleNorm.class, inputType, getOutputType(-1, inputType))
                .standardMemory(1, getIUpdater() == null ? 0 : getIUpdater().stateSize(1))
                .workingMemory(0, 0, 0, 2 * inputType.arrayElementsPerExample())
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public CapsuleNorm clone() {
        return (CapsuleNorm) super.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CapsuleNorm that
                && super.equals(that)
                && gamma == that.gamma
                && inputActivations == that.inputActivations;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CapsuleNorm;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), gamma, inputActivations);
    }

    @Override
    public String toString() {
        return "CapsuleNorm(gamma " + gamma + " at first)";
    }

    /** One number, which Deeplearning4j counts among the biases: neither L1 nor L2 is for it. */
    private static final class GammaOnly implements ParamInitializer {

        @Override
        public long numParams(NeuralNetConfiguration conf) {
            return 1;
        }

        @Override
        public long numParams(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return 1;
        }

        @Override
        public List<String> paramKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return List.of(CapsuleNormImplementation.GAMMA);
        }

        @Override
        public List<String> weightKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return List.of();
        }

        @Override
        public List<String> biasKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return paramKeys(layer);
        }

        @Override
        public boolean isWeightParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
            return false;
        }

        @Override
        public boolean isBiasParam(org.deeplearning4j.nn.conf.layers.Layer layer, String key) {
            return CapsuleNormImplementation.GAMMA.equals(key);
        }

        @Override
        public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray paramsView, boolean initializeParams) {
            conf.addVariable(CapsuleNormImplementation.GAMMA);
            if (initializeParams) {
                paramsView.assign(((CapsuleNorm) conf.getLayer()).gamma);
            }
            return getGradientsFromFlattened(conf, paramsView);
        }

        @Override
        public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray flattened) {
            Map<String, INDArray> views = new LinkedHashMap<>();
            views.put(CapsuleNormImplementation.GAMMA, flattened.reshape(1));
            return views;
        }
    }

    /** Builds a {@link CapsuleNorm}. */
    public static final class Builder extends BaseLayer.Builder<Builder> {

        private double gamma = 0.25;
        private boolean inputActivations;

        /** Starts a layer. */
        public Builder() {}

        /**
         * Sets γ before training; 0.25 unless set, near the lengths that a calibrated layer above keeps, where squash is
         * most open.
         *
         * @param newGamma positive
         * @return this
         */
        public Builder gamma(double newGamma) {
            this.gamma = newGamma;
            return this;
        }

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
        public CapsuleNorm build() {
            return new CapsuleNorm(this);
        }
    }
}
