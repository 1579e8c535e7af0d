// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingContract;
import org.capsnet.core.routing.RoutingFailure;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.core.routing.RoutingTraits;
import org.capsnet.core.routing.Transformation;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.NpyArray;
import org.capsnet.experiments.files.NpyFile;

/**
 * The arrays that {@code route} starts from. They fit together.
 *
 * @param u capsules of the layer below [B, I, d]
 * @param w transformations [I, J, d, D]; [I, J, p, p] for a routing on p x p pose matrices
 * @param a activations of the layer below [B, I], where they aren't the lengths of u
 * @param dv gradient of the output [B, J, D], if gradients are wanted
 * @param da gradient of the output's activations [B, J]; only with dv
 * @param shape I, d, J and D
 * @param declared parameters of the routing's own
 * @param given values of those parameters that have a file, by name
 */
record RouteInput(
        NpyArray u,
        NpyArray w,
        Optional<NpyArray> a,
        Optional<NpyArray> dv,
        Optional<NpyArray> da,
        CapsuleShape shape,
        List<RoutingParameter> declared,
        Map<String, NpyArray> given) {

    /**
     * Reads a folder.
     *
     * @throws UserError if a file is missing or damaged, or the arrays don't fit together
     * @throws RoutingFailure if the routing throws an exception where it tells of itself
     */
    static RouteInput read(Path folder, Routing routing) {
        RoutingTraits traits = RoutingContract.ask(routing, routing::traits);
        Transformation transformation = traits.transformation();
        if (transformation instanceof Transformation.None) {
            throw new UserError(
                    "This routing makes its outputs without transformations, so that W.npy can't tell how many"
                            + " there are. Run it in a network instead.");
        }
        requireFiles(folder);
        NpyArray u = NpyFile.read(folder.resolve("u.npy"));
        NpyArray w = NpyFile.read(folder.resolve("W.npy"));
        requireRank("u.npy", u, "[B, I, d]", 3);
        requireRank("W.npy", w, "[I, J, d, D]", 4);
        requireSameType("W.npy", w, u);
        long batch = u.shape().get(0);
        CapsuleShape shape = transformation instanceof Transformation.Matrices matrices
                ? matrixShape(u, w, matrices.size())
                : vectorShape(u, w);
        Optional<NpyArray> a = optional(folder, "a");
        a.ifPresent(values -> requireShape("a.npy", values, "[B, I]", List.of(batch, shape.inputs()), u));
        Optional<NpyArray> dv = optional(folder, "dv");
        dv.ifPresent(values -> requireShape(
                "dv.npy", values, "[B, J, D]", List.of(batch, shape.outputs(), shape.outputDimension()), u));
        Optional<NpyArray> da = optional(folder, "da_out");
        da.ifPresent(values -> {
            requireShape("da_out.npy", values, "[B, J]", List.of(batch, shape.outputs()), u);
            if (dv.isEmpty()) {
                throw new UserError("da_out.npy needs dv.npy beside it; it may be all zeros.");
            }
            if (!traits.ownActivations()) {
                throw new UserError("da_out.npy is the gradient of activations, but this routing's activations are the"
                        + " lengths of v. Remove it.");
            }
        });
        List<RoutingParameter> declared = RoutingContract.ask(routing, () -> routing.parameters(shape));
        return new RouteInput(u, w, a, dv, da, shape, declared, given(folder, declared, u));
    }

    private static CapsuleShape vectorShape(NpyArray u, NpyArray w) {
        List<Long> sizes = w.shape();
        if (!sizes.get(0).equals(u.shape().get(1))
                || !sizes.get(2).equals(u.shape().get(2))) {
            throw new UserError("u.npy " + u.shape() + " and W.npy " + w.shape()
                    + " don't fit together: as [B, I, d] and [I, J, d, D] they must agree in I and d.");
        }
        return new CapsuleShape(sizes.get(0), sizes.get(2), sizes.get(1), sizes.get(3));
    }

    private static CapsuleShape matrixShape(NpyArray u, NpyArray w, long size) {
        List<Long> sizes = w.shape();
        if (!sizes.get(0).equals(u.shape().get(1))
                || u.shape().get(2) != size * size
                || sizes.get(2) != size
                || sizes.get(3) != size) {
            throw new UserError("u.npy " + u.shape() + " and W.npy " + w.shape() + " don't fit a routing on " + size
                    + "x"
                    + size + " pose matrices: they must be [B, I, " + size * size + "] and [I, J, " + size + ", " + size
                    + "].");
        }
        return new CapsuleShape(sizes.get(0), size * size, sizes.get(1), size * size);
    }

    private static Optional<NpyArray> optional(Path folder, String name) {
        return Optional.of(folder.resolve(name + ".npy")).filter(Files::exists).map(NpyFile::read);
    }

    /** The name of the array that holds a parameter of the routing's own, which no other array has. */
    static String parameterArray(RoutingParameter parameter) {
        return "p." + parameter.name();
    }

    private static Map<String, NpyArray> given(Path folder, List<RoutingParameter> declared, NpyArray u) {
        Map<String, NpyArray> given = new LinkedHashMap<>();
        for (RoutingParameter parameter : declared) {
            String name = parameterArray(parameter) + ".npy";
            Path file = folder.resolve(name);
            if (Files.exists(file)) {
                NpyArray values = NpyFile.read(file);
                requireShape(name, values, "the routing's parameter", parameter.shape(), u);
                given.put(parameter.name(), values);
            }
        }
        return given;
    }

    private static void requireFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new UserError(
                    "The folder " + folder + " of --in " + (Files.exists(folder) ? "isn't a folder." : "isn't there."));
        }
        List<String> missing = Stream.of("u.npy", "W.npy")
                .filter(name -> !Files.exists(folder.resolve(name)))
                .toList();
        if (!missing.isEmpty()) {
            throw new UserError("The folder " + folder + " has no " + String.join(" and no ", missing)
                    + ". Needed are u.npy [B, I, d] and W.npy [I, J, d, D]; for gradients also dv.npy [B, J, D].");
        }
    }

    private static void requireRank(String name, NpyArray array, String axes, int rank) {
        if (array.shape().size() != rank) {
            throw new UserError(
                    name + " must be " + axes + ", with " + rank + " axes, but its shape is " + array.shape() + ".");
        }
    }

    private static void requireShape(String name, NpyArray array, String axes, List<Long> expected, NpyArray u) {
        if (!array.shape().equals(expected)) {
            throw new UserError(
                    name + " must have the shape " + expected + ", " + axes + ", but has " + array.shape() + ".");
        }
        requireSameType(name, array, u);
    }

    private static void requireSameType(String name, NpyArray array, NpyArray u) {
        if (array.type() != u.type()) {
            throw new UserError("u.npy holds " + u.type() + " but " + name + " holds " + array.type()
                    + ". All arrays must be of the same type.");
        }
    }
}
