// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;

/** What a routing may look at. Nothing is computed before it is asked for. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RoutingInput {

    private final Tensor poses;
    private final CapsuleShape shape;
    private final Tensor weights;
    private final Transformation transformation;
    private final Map<String, Tensor> parameters;
    private final Optional<Grid> grid;
    private final boolean training;
    private final RoutingProbe probe;
    private Tensor activations;
    private Votes votes;

    private RoutingInput(Builder builder) {
        this.poses = builder.poses;
        this.shape = builder.shape;
        this.weights = builder.weights;
        this.transformation = builder.transformation;
        this.parameters = Map.copyOf(builder.parameters);
        this.grid = builder.grid;
        this.training = builder.training;
        this.probe = builder.probe;
        this.activations = builder.activations;
    }

    /**
     * Starts the input of a layer.
     *
     * @param poses capsules of the layer below, [B, I, d]
     * @param shape sizes of the layer
     * @return a builder, to which weights are added
     */
    public static Builder of(Tensor poses, CapsuleShape shape) {
        return new Builder(poses, shape);
    }

    /**
     * {@return the votes of every input capsule for every output capsule}
     *
     * @throws IllegalStateException if the routing declares that it has no transformation
     */
    public Votes votes() {
        if (votes == null) {
            if (weights == null) {
                throw new IllegalStateException(
                        "The routing asks for votes, but there are no weights to make them with:"
                                + " it declares Transformation.none() in its traits, or its input was built without weights");
            }
            votes = transformation instanceof Transformation.Matrices matrices
                    ? Votes.ofMatrices(poses, weights, matrices.size())
                    : Votes.of(poses, weights);
        }
        return votes;
    }

    /** {@return the capsules of the layer below as they are, [B, I, d]} */
    public Tensor poses() {
        return poses;
    }

    /** {@return the activations of the layer below, [B, I]} Its own, or the lengths of its capsules where it has none. */
    public Tensor activations() {
        if (activations == null) {
            activations = poses.lengths();
        }
        return activations;
    }

    /**
     * {@return a parameter or state of the routing's own}
     *
     * @param name as declared
     * @throws IllegalArgumentException if the routing hasn't declared it
     */
    public Tensor parameter(String name) {
        Tensor parameter = parameters.get(name);
        if (parameter == null) {
            throw new IllegalArgumentException("The routing asks for parameter \"" + name + "\" but declares only "
                    + parameters.keySet() + " in parameters()");
        }
        return parameter;
    }

    /** {@return where the capsules of the layer below stand in the image; empty above a layer that has no places} */
    public Optional<Grid> grid() {
        return grid;
    }

    /** {@return whether this is a training step} */
    public boolean training() {
        return training;
    }

    /**
     * Offers an inner value to whoever looks; costs nothing if nobody does.
     *
     * @param name for instance {@link RoutingProbe#COUPLINGS}, {@code "couplings"}
     * @param value of any shape
     */
    public void observe(String name, Tensor value) {
        probe.observe(name, value);
    }

    /** {@return sizes of the layer} */
    public CapsuleShape shape() {
        return shape;
    }

    /** Builds a {@link RoutingInput}. Layers do it; so may anyone who wants to run a routing by itself. */
    public static final class Builder {

        private final Tensor poses;
        private final CapsuleShape shape;
        private final Map<String, Tensor> parameters = new HashMap<>();
        private Tensor weights;
        private Transformation transformation = Transformation.linear();
        private Tensor activations;
        private Optional<Grid> grid = Optional.empty();
        private boolean training;
        private RoutingProbe probe = (name, value) -> {};

        private Builder(Tensor poses, CapsuleShape shape) {
            this.poses = Objects.requireNonNull(poses, "poses");
            this.shape = Objects.requireNonNull(shape, "shape");
        }

        /**
         * Sets the weights.
         *
         * @param newWeights in the form of the transformation, for instance [I, d, D, J]
         * @param newTransformation the routing's
         * @return this
         */
        public Builder weights(Tensor newWeights, Transformation newTransformation) {
            this.weights = newWeights;
            this.transformation = newTransformation;
            return this;
        }

        /**
         * Sets the activations of the layer below, where it has any of its own.
         *
         * @param newActivations [B, I]
         * @return this
         */
        public Builder activations(Tensor newActivations) {
            this.activations = newActivations;
            return this;
        }

        /**
         * Adds parameters that the routing declares.
         *
         * @param newParameters by name
         * @return this
         */
        public Builder parameters(Map<String, Tensor> newParameters) {
            this.parameters.putAll(newParameters);
            return this;
        }

        /**
         * Sets the places of the input capsules.
         *
         * @param newGrid where they stand
         * @return this
         */
        public Builder grid(Grid newGrid) {
            this.grid = Optional.of(newGrid);
            return this;
        }

        /**
         * Sets whether this is a training step; not unless set.
         *
         * @param newTraining whether it is one
         * @return this
         */
        public Builder training(boolean newTraining) {
            this.training = newTraining;
            return this;
        }

        /**
         * Sets who looks at inner values; nobody unless set.
         *
         * @param newProbe who looks
         * @return this
         */
        public Builder probe(RoutingProbe newProbe) {
            this.probe = newProbe;
            return this;
        }

        /**
         * {@return the input}
         *
         * @throws IllegalArgumentException if the poses aren't of the layer's sizes
         */
        public RoutingInput build() {
            if (poses.rank() != 3 || poses.size(1) != shape.inputs() || poses.size(2) != shape.inputDimension()) {
                throw new IllegalArgumentException("Poses of a layer with " + shape.inputs()
                        + " input capsules of dimension " + shape.inputDimension() + " can't be " + poses);
            }
            return new RoutingInput(this);
        }
    }
}
