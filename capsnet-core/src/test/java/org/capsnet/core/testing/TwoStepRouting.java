// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.testing;

import java.util.List;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Initial;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.core.tensor.Votes;

/** Two iterations of agreement, all differentiated, with parameters of its own: every part of the engine at once. */
public record TwoStepRouting() implements Routing {

    @Override
    public Capsules route(RoutingInput input) {
        Votes votes = input.votes();
        Tensor bias = input.parameter("bias");
        Tensor v = votes.sum().plus(bias).squash();
        Tensor c = votes.agreement(v)
                .times(input.parameter("sharpness"))
                .plus(input.poses().lengths().insertAxis(2))
                .softmax(-1);
        return Capsules.of(
                votes.weightedSum(c).times(votes.outputs()).plus(bias).squash());
    }

    @Override
    public List<RoutingParameter> parameters(CapsuleShape shape) {
        return List.of(
                RoutingParameter.bias("bias", Initial.normal(0.3), shape.outputs(), shape.outputDimension()),
                RoutingParameter.bias("sharpness", Initial.constant(1.5), shape.outputs()));
    }
}
