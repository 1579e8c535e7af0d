// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.capsnet.core.routing.Grid;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The lowest capsules: a convolution whose feature maps are taken d at a time, each place of such a group being one
 * capsule, which is then squashed.
 *
 * <p>Capsule u_i = (x¹_i, …, x^d_i) stacks the values of d feature maps at one place (Ren, Su, Li 2019, equations 1
 * and 2). Deeplearning4j's layer of the same name takes d neighbouring pixels of one map instead.
 *
 * <pre>{@code
 * .layer(new PrimaryCapsules.Builder(32, 8).kernelSize(9, 9).stride(2, 2).build())
 * }</pre>
 *
 * <p>Input: feature maps [batch, channels, height, width]; output: capsules [B, I, d] with I = types · height · width of
 * the convolution's output, type by type, row by row. Parameters: those of Deeplearning4j's convolution.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PrimaryCapsules extends FastConvolution {

    /** Number of capsules at each place. */
    @JsonProperty
    private int types;

    /** d. */
    @JsonProperty
    private int dimensions;

    /** For Deeplearning4j's JSON reader. */
    PrimaryCapsules() {}

    private PrimaryCapsules(Builder builder) {
        super(builder, true);
        this.types = builder.types;
        this.dimensions = builder.dimensions;
    }

    /** {@return number of capsules at each place} */
    public int types() {
        return types;
    }

    /** {@return d, the dimension of a capsule} */
    public int dimensions() {
        return dimensions;
    }

    @Override
    ConvolutionImplementation<?> implementation(NeuralNetConfiguration conf, DataType type) {
        LayerText.requireFloatOrDouble(this, type);
        if (getNOut() != (long) types * dimensions) {
            throw new IllegalStateException(LayerText.of(this) + " has " + types + " types of dimension " + dimensions
                    + " and so needs " + types * dimensions + " feature maps, but nOut was set to " + getNOut());
        }
        return new PrimaryCapsulesImplementation(conf, type);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        InputType.InputTypeConvolutional maps = mapsAbove(layerIndex, inputType);
        Grid grid = new Grid(types, (int) maps.getHeight(), (int) maps.getWidth());
        return CapsuleType.of(grid.capsules(), dimensions, false, Optional.of(grid));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PrimaryCapsules that
                && super.equals(that)
                && types == that.types
                && dimensions == that.dimensions;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof PrimaryCapsules;
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), types, dimensions);
    }

    @Override
    public String toString() {
        return "PrimaryCapsules(" + types + " types of dimension " + dimensions + ", " + super.toString() + ")";
    }

    /** Builds {@link PrimaryCapsules}. */
    public static final class Builder extends BaseConvBuilder<Builder> {

        private final int types;
        private final int dimensions;

        /**
         * Starts a layer.
         *
         * @param types number of capsules at each place, at least 1
         * @param dimensions d, the dimension of a capsule, at least 1
         */
        public Builder(int types, int dimensions) {
            if (types < 1 || dimensions < 1) {
                throw new IllegalArgumentException("PrimaryCapsules need at least 1 type of dimension 1, but have "
                        + types + " of dimension " + dimensions);
            }
            this.types = types;
            this.dimensions = dimensions;
            setNOut(types * dimensions);
            activation(new ActivationIdentity());
        }

        @Override
        protected boolean allowCausal() {
            return false;
        }

        @Override
        @SuppressWarnings("unchecked")
        public PrimaryCapsules build() {
            if (getNOut() != (long) types * dimensions) {
                throw new IllegalArgumentException("PrimaryCapsules have types · dimensions = " + types * dimensions
                        + " feature maps; nOut can't be set to " + getNOut());
            }
            if (!(getActivationFn() instanceof ActivationIdentity)) {
                throw new IllegalArgumentException("PrimaryCapsules have no activation function but squash, so "
                        + getActivationFn() + " can't be set");
            }
            return new PrimaryCapsules(this);
        }
    }
}
