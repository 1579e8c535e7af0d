// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.Transformation;
import org.capsnet.core.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A training step of a routing on the inputs of golden vectors.
 *
 * @param files names of all files that have a part in it
 * @param computed outputs and gradients by the name of the file to compare them with, in its order of axes
 */
record GoldenRun(Set<String> files, Map<String, INDArray> computed) {

    private static final long ANY = -1;

    /** [I, J, d, D] in files, as papers have it, to [I, d, D, J], as the layer has it. */
    private static final int[] FROM_FILE = {0, 2, 3, 1};

    private static final int[] TO_FILE = {0, 3, 1, 2};

    static GoldenRun of(Routing routing, GoldenVectors vectors, Optional<Grid> grid) {
        Numbers numbers = numbers(routing, vectors, grid);
        Run run = Run.training(routing, numbers);
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        outputs.put("v", run.capsules().poses());
        run.capsules().activations().ifPresent(activations -> outputs.put("a_out", activations));

        Set<String> files = new HashSet<>();
        numbers.arrays().keySet().forEach(name -> files.add(file(name)));
        Map<String, INDArray> computed = new LinkedHashMap<>();
        List<INDArray> directions = new ArrayList<>();
        outputs.forEach((name, output) -> {
            computed.put(name, output.array());
            files.add("d" + name);
            directions.add(vectors.get("d" + name, "of " + name, output.shape()));
        });
        run.gradients(List.copyOf(outputs.values()), directions)
                .forEach((name, gradient) ->
                        computed.put("d" + file(name), isWeights(name) ? gradient.permute(TO_FILE) : gradient));
        files.addAll(computed.keySet());
        return new GoldenRun(files, computed);
    }

    private static Numbers numbers(Routing routing, GoldenVectors vectors, Optional<Grid> grid) {
        INDArray poses = vectors.get("u", "[B, I, d]", ANY, ANY, ANY);
        INDArray output = vectors.get("v", "[B, J, D]", poses.size(0), ANY, ANY);
        CapsuleShape shape = new CapsuleShape(poses.size(1), poses.size(2), output.size(1), output.size(2));
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        arrays.put(Numbers.POSES, poses);
        if (vectors.has("a")) {
            arrays.put(Numbers.ACTIVATIONS, vectors.get("a", "[B, I]", poses.size(0), shape.inputs()));
        }
        weights(routing.traits().transformation(), vectors, shape)
                .ifPresent(weights -> arrays.put(Numbers.WEIGHTS, weights.permute(FROM_FILE)));
        for (RoutingParameter parameter : routing.parameters(shape)) {
            arrays.put(parameter.name(), vectors.get(file(parameter.name()), "as declared", parameter.sizes()));
        }
        return new Numbers(new Sizes(poses.size(0), shape), arrays, grid);
    }

    private static Optional<INDArray> weights(
            Transformation transformation, GoldenVectors vectors, CapsuleShape shape) {
        if (transformation instanceof Transformation.None) {
            return Optional.empty();
        }
        if (transformation instanceof Transformation.Matrices matrices) {
            int p = matrices.size();
            return Optional.of(vectors.get("W", "[I, J, p, p]", shape.inputs(), shape.outputs(), p, p));
        }
        return Optional.of(vectors.get(
                "W", "[I, J, d, D]", shape.inputs(), shape.outputs(), shape.inputDimension(), shape.outputDimension()));
    }

    private static String file(String name) {
        return switch (name) {
            case Numbers.POSES -> "u";
            case Numbers.ACTIVATIONS -> "a";
            case Numbers.WEIGHTS -> "W";
            default -> "p." + name;
        };
    }

    private static boolean isWeights(String name) {
        return name.equals(Numbers.WEIGHTS);
    }
}
