// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.layer;

import java.util.Objects;
import java.util.Optional;
import org.apiguardian.api.API;
import org.capsnet.core.routing.Grid;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;

/**
 * What a capsule layer passes to the next: an array [B, capsules, dimensions], to Deeplearning4j a recurrent type.
 *
 * <p>Where capsules have activations of their own these follow the pose as one more component: [B, capsules,
 * dimensions + 1]; so vertices that add or merge such layers, and Deeplearning4j's own capsule layers above them, would
 * mistake them for part of the pose. A dense layer needs a {@code ReshapePreprocessor} between, or Deeplearning4j takes
 * every component for a time step. Where the capsules stand in the image is known as long as they come from feature maps.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapsuleType extends InputType.InputTypeRecurrent {

    /** Whether capsules have activations of their own. */
    private final boolean activations;
    /** Where the capsules stand; null if they have no places. */
    private final Grid grid;

    private CapsuleType(long capsules, long components, boolean activations, Grid grid) {
        super(capsules, components, RNNFormat.NCW);
        this.activations = activations;
        this.grid = grid;
    }

    /**
     * Capsules of a layer.
     *
     * @param capsules how many
     * @param dimensions of their poses
     * @param activations whether they have activations of their own
     * @param grid where they stand
     * @return the type
     */
    public static CapsuleType of(long capsules, long dimensions, boolean activations, Optional<Grid> grid) {
        return new CapsuleType(capsules, dimensions + (activations ? 1 : 0), activations, grid.orElse(null));
    }

    /** A layer's input type as capsules; a plain recurrent type counts as capsules without activations and places. */
    static CapsuleType of(InputType.InputTypeRecurrent type) {
        return type instanceof CapsuleType capsules
                ? capsules
                : of(type.getSize(), type.getTimeSeriesLength(), false, Optional.empty());
    }

    /** {@return number of capsules} */
    public long capsules() {
        return getSize();
    }

    /** {@return dimension of a pose} */
    public long dimensions() {
        return getTimeSeriesLength() - (activations ? 1 : 0);
    }

    /** {@return whether capsules have activations of their own} */
    public boolean activations() {
        return activations;
    }

    /** {@return where the capsules stand in the image} */
    public Optional<Grid> grid() {
        return Optional.ofNullable(grid);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CapsuleType that
                && capsules() == that.capsules()
                && dimensions() == that.dimensions()
                && activations == that.activations
                && Objects.equals(grid, that.grid);
    }

    @Override
    public int hashCode() {
        return Objects.hash(capsules(), dimensions(), activations, grid);
    }

    @Override
    public String toString() {
        return capsules() + " capsules of dimension " + dimensions() + (activations ? " with activations" : "");
    }
}
