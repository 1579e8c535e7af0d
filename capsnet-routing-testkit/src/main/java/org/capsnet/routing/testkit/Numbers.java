// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.capsnet.core.layer.CapsuleLayer;
import org.capsnet.core.routing.Grid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a routing is applied to.
 *
 * @param sizes B, I, J, d and D
 * @param arrays by name: {@link #POSES} [B, I, d], {@link #ACTIVATIONS} [B, I] where the layer below has its own,
 *     {@link #WEIGHTS} in the form of the routing's transformation if it has one, and the routing's own parameters
 * @param grid places of the input capsules; empty where the layer below has none
 */
record Numbers(Sizes sizes, Map<String, INDArray> arrays, Optional<Grid> grid) {

    // Blanks and the capital keep these apart from the names of parameters.
    static final String POSES = "input poses";
    static final String ACTIVATIONS = "input activations";
    static final String WEIGHTS = CapsuleLayer.WEIGHTS;

    INDArray poses() {
        return arrays.get(POSES);
    }

    /** A copy in which every array is replaced. */
    Numbers map(BiFunction<String, INDArray, INDArray> change) {
        Map<String, INDArray> changed = new LinkedHashMap<>();
        arrays.forEach(
                (name, array) -> changed.put(name, change.apply(name, array).dup('f')));
        return new Numbers(sizes, changed, grid);
    }

    /** A copy in which one array is replaced, if there is one of that name. */
    Numbers map(String name, UnaryOperator<INDArray> change) {
        return map((each, array) -> each.equals(name) ? change.apply(array) : array);
    }

    /** A copy in another precision. */
    Numbers as(DataType type) {
        return map((name, array) -> array.castTo(type));
    }

    Numbers copy() {
        return map((name, array) -> array);
    }

    /** One example alone. */
    Numbers example(int example) {
        Numbers alone = map((name, array) -> isPerExample(name) ? Values.take(array, 0, example) : array);
        return new Numbers(sizes.withBatch(1), alone.arrays, grid);
    }

    /** The same above a layer that has neither activations of its own nor places. */
    Numbers bare() {
        Map<String, INDArray> fewer = new LinkedHashMap<>(copy().arrays);
        fewer.remove(ACTIVATIONS);
        return new Numbers(sizes, fewer, Optional.empty());
    }

    private static boolean isPerExample(String name) {
        return name.equals(POSES) || name.equals(ACTIVATIONS);
    }
}
