// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.tensor.Tensor;
import org.nd4j.linalg.api.buffer.DataType;

/** Poses [B, J, D] and activations [B, J] in the network's precision, whatever the sizes. */
final class ShapeCheck implements Check {

    @Override
    public String name() {
        return "shapes";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        return Stream.of(
                        Sizes.of(routing, 2, 7, 4, 3, 8),
                        Sizes.of(routing, 3, 5, 8, 4, 4),
                        Sizes.of(routing, 2, 1, 4, 3, 8),
                        Sizes.of(routing, 2, 6, 4, 1, 8),
                        Sizes.of(routing, 2, 3, 4, 9, 8),
                        Sizes.of(routing, 1, 5, 4, 3, 8))
                .map(sizes -> Part.of(sizes, () -> verify(routing, sizes)))
                .toList();
    }

    private static void verify(Routing routing, Sizes sizes) {
        for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
            Numbers numbers = Draws.trained(routing, sizes, 1).as(type);
            for (Numbers layerBelow : List.of(numbers, numbers.bare())) {
                verify(routing, sizes, type, Run.inference(routing, layerBelow));
                verify(routing, sizes, type, Run.training(routing, layerBelow));
            }
        }
    }

    private static void verify(Routing routing, Sizes sizes, DataType type, Run run) {
        long batch = sizes.batch();
        long outputs = sizes.shape().outputs();
        require(
                "poses",
                run.capsules().poses(),
                type,
                batch,
                outputs,
                sizes.shape().outputDimension());
        boolean own = routing.traits().ownActivations();
        if (own != run.capsules().activations().isPresent()) {
            throw Finding.of(
                    own
                            ? "activations beside the poses, since traits() declares "
                                    + routing.traits().activation()
                            : "no activations beside the poses, since traits() declares LENGTH",
                    own ? "none" : "activations",
                    "the traits, or return Capsules.of(poses" + (own ? ", activations" : "") + ") from route()");
        }
        run.capsules()
                .activations()
                .ifPresent(activations -> require("activations", activations, type, batch, outputs));
    }

    private static void require(String what, Tensor tensor, DataType type, long... shape) {
        if (!Arrays.equals(tensor.shape(), shape) || tensor.dataType() != type) {
            throw Finding.of(
                    what + " " + Arrays.toString(shape) + " of " + type,
                    Arrays.toString(tensor.shape()) + " of " + tensor.dataType(),
                    "the last steps of route(): sum(axis) keeps an axis of size 1 that dropAxis(axis) removes, and"
                            + " constants must be made with dataType() of the votes");
        }
    }
}
