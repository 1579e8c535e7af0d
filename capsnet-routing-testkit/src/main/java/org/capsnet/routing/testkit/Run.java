// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingParameter.Kind;
import org.capsnet.core.routing.RoutingProbe;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One application of a routing to numbers, as the layer does it. */
final class Run {

    private final Tape tape;
    private final Map<String, Tensor> variables;
    private final Capsules capsules;

    private Run(Tape tape, Map<String, Tensor> variables, Capsules capsules) {
        this.tape = tape;
        this.variables = variables;
        this.capsules = capsules;
    }

    /** Outside training. */
    static Run inference(Routing routing, Numbers numbers) {
        return of(routing, numbers, Tape.inference(), false, (name, value) -> {});
    }

    /** A training step, of which gradients can be had. */
    static Run training(Routing routing, Numbers numbers) {
        return of(routing, numbers, Tape.recording(), true, (name, value) -> {});
    }

    /** What a training step computes, without gradients. */
    static Run trainingForward(Routing routing, Numbers numbers) {
        return of(routing, numbers, Tape.inference(), true, (name, value) -> {});
    }

    static Run of(Routing routing, Numbers numbers, Tape tape, boolean training, RoutingProbe probe) {
        Map<String, Tensor> variables = new LinkedHashMap<>();
        Map<String, Tensor> own = new HashMap<>();
        numbers.arrays().forEach((name, array) -> {
            if (isState(routing, numbers, name)) {
                own.put(name, tape.constant(array));
            } else {
                variables.put(name, tape.variable(array));
            }
        });
        own.putAll(variables);
        own.keySet().removeAll(List.of(Numbers.POSES, Numbers.ACTIVATIONS, Numbers.WEIGHTS));
        RoutingInput.Builder input = RoutingInput.of(
                        variables.get(Numbers.POSES), numbers.sizes().shape())
                .activations(variables.get(Numbers.ACTIVATIONS))
                .weights(variables.get(Numbers.WEIGHTS), routing.traits().transformation())
                .parameters(own)
                .training(training)
                .probe(probe);
        numbers.grid().ifPresent(input::grid);
        return new Run(tape, variables, routing.route(input.build()));
    }

    private static boolean isState(Routing routing, Numbers numbers, String name) {
        return routing.parameters(numbers.sizes().shape()).stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(RoutingParameter::kind)
                .anyMatch(Kind.STATE::equals);
    }

    Capsules capsules() {
        return capsules;
    }

    INDArray poses() {
        return capsules.poses().array();
    }

    /** Activations of the output capsules: the routing's own, or the lengths. */
    INDArray activations() {
        return capsules.activations()
                .orElseGet(() -> capsules.poses().lengths())
                .array();
    }

    /** What the rest of the network sees, by name: poses, activations if they are the routing's own, and losses. */
    Map<String, INDArray> outputs() {
        Map<String, INDArray> outputs = new LinkedHashMap<>();
        outputs.put("poses", poses());
        capsules.activations().ifPresent(activations -> outputs.put("activations", activations.array()));
        for (int k = 0; k < capsules.losses().size(); k++) {
            outputs.put("loss " + k, capsules.losses().get(k).array());
        }
        return outputs;
    }

    /** Derivatives of a loss by the outputs: random, but 1 for losses of the routing's own, as in a network. */
    List<INDArray> directions(long seed) {
        List<INDArray> directions = new ArrayList<>();
        outputs()
                .forEach((name, output) -> directions.add(
                        name.startsWith("loss")
                                ? Nd4j.ones(output.dataType(), output.shape())
                                : Draws.normal(seed + directions.size(), output.dataType(), output.shape())));
        return directions;
    }

    /** Derivatives by the input, W and the trained parameters, by name. Only once. */
    Map<String, INDArray> gradients(List<INDArray> directions) {
        List<Tensor> outputs = new ArrayList<>(List.of(capsules.poses()));
        capsules.activations().ifPresent(outputs::add);
        outputs.addAll(capsules.losses());
        return gradients(outputs, directions);
    }

    /** The same by chosen outputs. */
    Map<String, INDArray> gradients(List<Tensor> outputs, List<INDArray> directions) {
        tape.backward(outputs, directions);
        Map<String, INDArray> gradients = new LinkedHashMap<>();
        variables.forEach(
                (name, variable) -> gradients.put(name, variable.gradient().dup()));
        return gradients;
    }
}
