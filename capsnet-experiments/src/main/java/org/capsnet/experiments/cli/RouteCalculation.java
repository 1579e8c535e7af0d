// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.capsnet.core.routing.Capsules;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingContract;
import org.capsnet.core.routing.RoutingInput;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.tensor.Tape;
import org.capsnet.core.tensor.Tensor;
import org.capsnet.experiments.files.NpyArray;
import org.capsnet.experiments.files.NpyArray.ElementType;
import org.capsnet.experiments.terminal.Terminal;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** One forward pass of a routing and, if wanted, one backward pass. */
final class RouteCalculation {

    private static final long SEED = 1;

    private final Routing routing;
    private final Terminal terminal;

    RouteCalculation(Routing routing, Terminal terminal) {
        this.routing = routing;
        this.terminal = terminal;
    }

    /** The results by name, in the type of the input. */
    Map<String, NpyArray> run(RouteInput input) {
        Tape tape = input.dv().isPresent() ? Tape.recording() : Tape.inference();
        Tensor u = tape.variable(toNd4j(input.u()));
        // The files have W as it is written in papers; core has the axes in the order that its products need.
        Tensor w = tape.variable(toNd4j(input.w()).permute(0, 2, 3, 1));
        Map<String, Tensor> parameters = parameters(input, tape);
        Optional<Tensor> a = input.a().map(values -> tape.variable(toNd4j(values)));
        RoutingInput.Builder routingInput = RoutingInput.of(u, input.shape())
                .weights(w, routing.traits().transformation())
                .parameters(parameters)
                .training(input.dv().isPresent());
        a.ifPresent(routingInput::activations);
        Capsules capsules = RoutingContract.route(routing, routingInput.build());
        Tensor v = capsules.poses();

        Map<String, NpyArray> results = new LinkedHashMap<>();
        results.put("v", fromNd4j(v.array()));
        capsules.activations().ifPresent(activations -> results.put("a_out", fromNd4j(activations.array())));
        input.dv().ifPresent(dv -> {
            List<Tensor> outputs = new ArrayList<>(List.of(v));
            List<INDArray> gradients = new ArrayList<>(List.of(toNd4j(dv)));
            input.da().ifPresent(da -> {
                outputs.add(capsules.activations().orElseThrow());
                gradients.add(toNd4j(da));
            });
            tape.backward(outputs, gradients);
            results.put("du", fromNd4j(u.gradient()));
            results.put("dW", fromNd4j(w.gradient().permute(0, 3, 1, 2)));
            a.ifPresent(activations -> results.put("da", fromNd4j(activations.gradient())));
            trained(input)
                    .forEach(parameter -> results.put(
                            "d" + RouteInput.parameterArray(parameter),
                            fromNd4j(parameters.get(parameter.name()).gradient())));
        });
        return results;
    }

    private Map<String, Tensor> parameters(RouteInput input, Tape tape) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        Nd4j.getRandom().setSeed(SEED);
        for (RoutingParameter parameter : input.declared()) {
            NpyArray given = input.given().get(parameter.name());
            parameters.put(
                    parameter.name(),
                    tape.variable(given == null ? initial(parameter, input.u().type()) : toNd4j(given)));
        }
        return parameters;
    }

    private static List<RoutingParameter> trained(RouteInput input) {
        return input.declared().stream()
                .filter(parameter -> parameter.kind() != RoutingParameter.Kind.STATE)
                .toList();
    }

    private INDArray initial(RoutingParameter parameter, ElementType type) {
        terminal.note(
                "no " + RouteInput.parameterArray(parameter) + ".npy: it starts as in training (seed " + SEED + ")");
        INDArray values = Nd4j.create(dataType(type), parameter.sizes());
        parameter.initial().fill(values);
        return values;
    }

    private static DataType dataType(ElementType type) {
        return type == ElementType.FLOAT32 ? DataType.FLOAT : DataType.DOUBLE;
    }

    private static INDArray toNd4j(NpyArray array) {
        INDArray flat = array.type() == ElementType.FLOAT32
                ? Nd4j.createFromArray(array.toFloats())
                : Nd4j.createFromArray(array.toDoubles());
        return flat.reshape(array.order() == NpyArray.Order.F ? 'f' : 'c', array.sizes());
    }

    private static NpyArray fromNd4j(INDArray array) {
        INDArray contiguous = array.dup('c');
        return array.dataType() == DataType.FLOAT
                ? NpyArray.of(contiguous.data().asFloat(), array.shape())
                : NpyArray.of(contiguous.data().asDouble(), array.shape());
    }
}
