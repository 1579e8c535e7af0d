// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.Transformation;

/** Sizes that a check runs at: B examples of a layer. */
record Sizes(long batch, CapsuleShape shape) {

    /**
     * Sizes that a routing can take: one on pose matrices gets their dimension instead of the wanted ones.
     *
     * @param inputs I
     * @param inputDimension d, where the routing leaves a choice
     * @param outputs J
     * @param outputDimension D, where the routing leaves a choice
     */
    static Sizes of(Routing routing, long batch, long inputs, long inputDimension, long outputs, long outputDimension) {
        if (routing.traits().transformation() instanceof Transformation.Matrices matrices) {
            long dimension = (long) matrices.size() * matrices.size();
            return new Sizes(batch, new CapsuleShape(inputs, dimension, outputs, dimension));
        }
        return new Sizes(batch, new CapsuleShape(inputs, inputDimension, outputs, outputDimension));
    }

    Sizes withBatch(long newBatch) {
        return new Sizes(newBatch, shape);
    }

    @Override
    public String toString() {
        return "B=" + batch + " I=" + shape.inputs() + " J=" + shape.outputs() + " d=" + shape.inputDimension() + " D="
                + shape.outputDimension();
    }
}
