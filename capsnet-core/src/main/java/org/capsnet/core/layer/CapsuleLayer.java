// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
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
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A fully connected layer of capsules: every input capsule votes for every output capsule, and a {@link Routing} turns
 * the votes into the output.
 *
 * <pre>{@code
 * .layer(new CapsuleLayer.Builder(10, 16).routing(new LambdaRouting(3)).build())
 * }</pre>
 *
 * <p>With {@link Builder#skip} the capsules below pass beside the routing as well, half and half with what it gives.
 *
 * <p>Input: capsules [B, I, d] from {@link PrimaryCapsules} or another capsule layer; output: capsules [B, J, D], see
 * {@link CapsuleType}. Number and dimension of the input capsules are inferred. Parameters: {@link #WEIGHTS W}, [I, d, D, J]
 * unless the routing's {@linkplain org.capsnet.core.routing.Transformation transformation} is another, and what the
 * routing declares.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapsuleLayer extends BaseLayer {

    /** The name of the parameter that holds the transformations, where the routing has any: {@value}. */
    public static final String WEIGHTS = "W";

    /** J. */
    @JsonProperty
    private long capsules;

    /** D. */
    @JsonProperty
    private long dimensions;

    /** Between the layer below and this one. */
    @JsonProperty
    private Routing routing;

    /** How the transformations start. */
    @JsonProperty
    private Initialization initialization;

    /** Whether the capsules below pass beside the routing. */
    @JsonProperty
    private boolean skip;

    /** I; 0 until the layer below is known. */
    @JsonProperty
    private long inputCapsules;

    /** d; 0 until the layer below is known. */
    @JsonProperty
    private long inputDimensions;

    /** Whether the capsules below have activations of their own. */
    @JsonProperty
    private boolean inputActivations;

    /** Where the capsules below stand; null if they have no places. */
    @JsonProperty
    private Grid inputGrid;

    /** For Deeplearning4j's JSON reader. */
    CapsuleLayer() {}

    private CapsuleLayer(Builder builder) {
        super(builder);
        this.capsules = builder.capsules;
        this.dimensions = builder.dimensions;
        this.routing = builder.routing;
        this.initialization = builder.initialization;
        this.skip = builder.skip;
        this.inputCapsules = builder.inputCapsules;
        this.inputDimensions = builder.inputDimensions;
        this.inputActivations = builder.inputActivations;
        if (capsules < 1 || dimensions < 1) {
            throw new IllegalArgumentException(LayerText.of(this) + " needs at least 1 capsule of dimension 1, but has "
                    + capsules + " of dimension " + dimensions);
        }
        if (builder.getActivationFn() != null || builder.getWeightInitFn() != null) {
            throw new IllegalArgumentException(LayerText.of(this) + " has no activation function and no weightInit: its"
                    + " routing decides the one, .initialization(...) the other");
        }
        if (routing == null) {
            throw new IllegalArgumentException(LayerText.of(this)
                    + " has no routing: add .routing(...) to its builder, with a Routing of your own or of a"
                    + " capsnet-routing module");
        }
    }

    /** {@return J, the number of output capsules} */
    public long capsules() {
        return capsules;
    }

    /** {@return D, the dimension of an output capsule} */
    public long dimensions() {
        return dimensions;
    }

    /** {@return the routing between the layer below and this one} */
    public Routing routing() {
        return routing;
    }

    /** {@return how the transformations start} */
    public Initialization initialization() {
        return initialization;
    }

    /** {@return whether the capsules below pass beside the routing} */
    public boolean skip() {
        return skip;
    }

    /**
     * {@return whether capsules pass from one layer to another beside a routing} They need to be as many below as above, of
     * one dimension, and both with activations of their own or both without.
     *
     * @param below what the layer gets
     * @param above what it gives
     */
    public static boolean canSkip(CapsuleType below, CapsuleType above) {
        return below.capsules() == above.capsules()
                && below.dimensions() == above.dimensions()
                && below.activations() == above.activations();
    }

    /**
     * {@return the sizes of the layer}
     *
     * @throws IllegalStateException if the layer below isn't known yet
     */
    public CapsuleShape shape() {
        if (inputCapsules < 1 || inputDimensions < 1) {
            throw new IllegalStateException(LayerText.of(this)
                    + " doesn't know the capsules below it: call setInputType(...) on the network's configuration,"
                    + " or .inputs(capsules, dimensions) on the layer's builder");
        }
        return new CapsuleShape(inputCapsules, inputDimensions, capsules, dimensions);
    }

    /** {@return whether the capsules below have activations of their own} */
    public boolean inputActivations() {
        return inputActivations;
    }

    /** {@return where the capsules below stand in the image} */
    public Optional<Grid> inputGrid() {
        return Optional.ofNullable(inputGrid);
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
        requireFitting();
        CapsuleLayerImplementation layer = new CapsuleLayerImplementation(conf, networkDataType);
        layer.setListeners(trainingListeners);
        layer.setIndex(layerIndex);
        layer.setParamsViewArray(layerParamsView);
        Map<String, INDArray> parameters = initializer().init(conf, layerParamsView, initializeParams);
        layer.setParamTable(parameters);
        layer.setConf(conf);
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return new CapsuleParameters();
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        LayerText.requireCapsules(this, layerIndex, inputType);
        return output();
    }

    @Override
    public void setNIn(InputType inputType, boolean override) {
        CapsuleType below = LayerText.requireCapsules(this, -1, inputType);
        if (inputCapsules < 1 || inputDimensions < 1 || override) {
            inputCapsules = below.capsules();
            inputDimensions = below.dimensions();
        }
        if (inputCapsules == below.capsules()) {
            inputActivations = below.activations();
            inputGrid = below.grid().orElse(null);
        }
        requireFitting();
    }

    private void requireFitting() {
        CapsuleParameters.requireFitting(this);
        CapsuleType below = CapsuleType.of(inputCapsules, inputDimensions, inputActivations, Optional.empty());
        if (skip && !canSkip(below, output())) {
            throw new IllegalArgumentException(
                    LayerText.of(this) + " has a skip, which needs as many capsules of the same"
                            + " kind below as in the layer, but below are " + below + " and the layer has " + output()
                            + ". Make them equal, or leave out .skip(true)");
        }
    }

    private CapsuleType output() {
        return CapsuleType.of(capsules, dimensions, routing.traits().ownActivations(), Optional.empty());
    }

    @Override
    public InputPreProcessor getPreProcessorForInputType(InputType inputType) {
        LayerText.requireCapsules(this, -1, inputType);
        return null;
    }

    /** State isn't trained: what the routing gives takes the place of a gradient step. */
    @Override
    public IUpdater getUpdaterByParam(String paramName) {
        return CapsuleParameters.isState(this, paramName) ? new NoOp() : super.getUpdaterByParam(paramName);
    }

    @Override
    public List<Regularization> getRegularizationByParam(String paramName) {
        return CapsuleParameters.isState(this, paramName) ? null : super.getRegularizationByParam(paramName);
    }

    @Override
    public boolean isPretrainParam(String paramName) {
        return false;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long parameters = initializer().numParams(this);
        CapsuleShape shape = shape();
        long perExample = shape.inputs() * (2 * shape.inputDimension() + shape.outputs());
        return new LayerMemoryReport.Builder(layerName, CapsuleLayer.class, inputType, getOutputType(-1, inputType))
                .standardMemory(
                        parameters, getIUpdater() == null ? 0 : getIUpdater().stateSize(parameters))
                .workingMemory(0, perExample, 0, 2 * perExample)
                .cacheMemory(0, 0)
                .build();
    }

    @Override
    public CapsuleLayer clone() {
        return (CapsuleLayer) super.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CapsuleLayer that
                && super.equals(that)
                && capsules == that.capsules
                && dimensions == that.dimensions
                && inputCapsules == that.inputCapsules
                && inputDimensions == that.inputDimensions
                && inputActivations == that.inputActivations
                && Objects.equals(inputGrid, that.inputGrid)
                && routing.equals(that.routing)
                && initialization.equals(that.initialization)
                && skip == that.skip;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CapsuleLayer;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), capsules, dimensions, routing, initialization, skip);
    }

    @Override
    public String toString() {
        return "CapsuleLayer(" + capsules + " capsules of dimension " + dimensions + ", " + routing + ", "
                + initialization + (skip ? ", skip" : "") + ")";
    }

    /** Builds a {@link CapsuleLayer}. */
    public static final class Builder extends BaseLayer.Builder<Builder> {

        private final long capsules;
        private final long dimensions;
        private Routing routing;
        private Initialization initialization = Initialization.calibrated();
        private boolean skip;
        private long inputCapsules;
        private long inputDimensions;
        private boolean inputActivations;

        /**
         * Starts a layer.
         *
         * @param capsules J, the number of output capsules, at least 1
         * @param dimensions D, their dimension, at least 1
         */
        public Builder(long capsules, long dimensions) {
            this.capsules = capsules;
            this.dimensions = dimensions;
        }

        /**
         * Sets the routing; must be called.
         *
         * @param newRouting between the layer below and this one
         * @return this
         */
        public Builder routing(Routing newRouting) {
            this.routing = newRouting;
            return this;
        }

        /**
         * Sets how the transformations start; {@link Initialization#calibrated()} unless set.
         *
         * @param newInitialization how they start
         * @return this
         */
        public Builder initialization(Initialization newInitialization) {
            this.initialization = Objects.requireNonNull(newInitialization, "initialization");
            return this;
        }

        /**
         * Sets whether the capsules below pass beside the routing; not unless set. With v_j from the routing the layer gives
         *
         * <pre>
         * v_j ← (u_j + v_j) / 2
         * </pre>
         *
         * and the mean of the activations, where capsules have some of their own.
         *
         * <p>The usual residual sum of two capsules shorter than 1 may be longer than 1 and no probability; their mean
         * isn't. A layer whose routing gives nothing halves what is below it, and its gradient, where without a skip it
         * would end both. A capsule below that is longer than 1, as a {@link CapsuleNorm} may make it, counts with the
         * length 1 where lengths are the activations.
         *
         * @param newSkip whether they do; the layer below must have as many capsules of the same dimension then, with
         *     activations of their own if this layer's have some
         * @return this
         */
        public Builder skip(boolean newSkip) {
            this.skip = newSkip;
            return this;
        }

        /**
         * Sets the capsules below, where they aren't inferred from an input type.
         *
         * @param newCapsules I, at least 1
         * @param newDimensions d, at least 1
         * @return this
         */
        public Builder inputs(long newCapsules, long newDimensions) {
            return inputs(newCapsules, newDimensions, false);
        }

        /**
         * Sets the capsules below and whether they have activations of their own, where they aren't inferred.
         *
         * @param newCapsules I, at least 1
         * @param newDimensions d, at least 1
         * @param activations whether their activations aren't their lengths
         * @return this
         */
        public Builder inputs(long newCapsules, long newDimensions, boolean activations) {
            this.inputCapsules = newCapsules;
            this.inputDimensions = newDimensions;
            this.inputActivations = activations;
            return this;
        }

        @Override
        public CapsuleLayer build() {
            return new CapsuleLayer(this);
        }
    }
}
