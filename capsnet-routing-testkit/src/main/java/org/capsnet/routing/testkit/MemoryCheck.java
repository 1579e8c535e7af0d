// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Routing;
import org.nd4j.linalg.api.buffer.DataType;

/** The array of all votes is made if and only if the traits say so. */
final class MemoryCheck implements Check {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Part> parts(Subject subject) {
        Routing routing = subject.routing();
        // More examples than dimensions and inputs, so that no array but that of the votes is as large.
        Sizes sizes = Sizes.of(routing, 40, 16, 4, 8, 16);
        return List.of(Part.of(sizes, () -> verify(routing, sizes)));
    }

    private static void verify(Routing routing, Sizes sizes) {
        CapsuleShape shape = sizes.shape();
        long votes =
                DataType.FLOAT.width() * sizes.batch() * shape.inputs() * shape.outputs() * shape.outputDimension();
        Numbers numbers = Draws.trained(routing, sizes, 1).as(DataType.FLOAT);
        long largest = AllocationMeter.largestArray(() -> {
            Run run = Run.training(routing, numbers);
            run.gradients(run.directions(1));
        });
        boolean declared = routing.traits().votesArray();
        if (!declared && largest >= votes) {
            throw Finding.of(
                    "no array as large as that of all votes [B, I, J, D], " + votes + " bytes, since traits() doesn't"
                            + " declare it",
                    "an array of " + largest + " bytes",
                    "votes.tensor() and broadcasts to [B, I, J, D] in route(): use sum, weightedSum and agreement of"
                            + " Votes, or declare RoutingTraits.withVotesArray()");
        }
        if (declared && largest < votes) {
            throw Finding.of(
                    "an array as large as that of all votes [B, I, J, D], " + votes + " bytes, since traits() declares"
                            + " it",
                    "no array above " + largest + " bytes",
                    "the traits: without withVotesArray() the routing promises more, and keeps it");
        }
    }
}
