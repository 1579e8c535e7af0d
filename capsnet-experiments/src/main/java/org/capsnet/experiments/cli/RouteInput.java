// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.capsnet.core.routing.CapsuleShape;
import org.capsnet.core.routing.Routing;
import org.capsnet.core.routing.RoutingParameter;
import org.capsnet.experiments.UserError;
import org.capsnet.experiments.files.NpyArray;
import org.capsnet.experiments.files.NpyFile;

/**
 * The arrays that {@code route} starts from. They fit together.
 *
 * @param u capsules of the layer below [B, I, d]
 * @param w transformations [I, J, d, D]
 * @param dv gradient of the output [B, J, D], if gradients are wanted
 * @param declared parameters of the routing's own
 * @param given values of those parameters that have a file, by name
 */
record RouteInput(
        NpyArray u, NpyArray w, Optional<NpyArray> dv, List<RoutingParameter> declared, Map<String, NpyArray> given) {

    private static final Set<String> TAKEN = Set.of("u", "W", "v", "a", "du", "dW", "dv");

    /**
     * Reads a folder.
     *
     * @throws UserError if a file is missing or damaged, or the arrays don't fit together
     */
    static RouteInput read(Path folder, Routing routing) {
        requireFiles(folder);
        NpyArray u = NpyFile.read(folder.resolve("u.npy"));
        NpyArray w = NpyFile.read(folder.resolve("W.npy"));
        requireRank("u.npy", u, "[B, I, d]", 3);
        requireRank("W.npy", w, "[I, J, d, D]", 4);
        requireSameType("W.npy", w, u);
        if (!w.shape().get(0).equals(u.shape().get(1))
                || !w.shape().get(2).equals(u.shape().get(2))) {
            throw new UserError("u.npy " + u.shape() + " and W.npy " + w.shape()
                    + " don't fit together: as [B, I, d] and [I, J, d, D] they must agree in I and d.");
        }
        Optional<NpyArray> dv =
                Optional.of(folder.resolve("dv.npy")).filter(Files::exists).map(NpyFile::read);
        List<Long> outputShape =
                List.of(u.shape().get(0), w.shape().get(1), w.shape().get(3));
        dv.ifPresent(gradient -> requireShape("dv.npy", gradient, "[B, J, D]", outputShape, u));
        List<RoutingParameter> declared = routing.parameters(capsuleShape(w));
        return new RouteInput(u, w, dv, declared, given(folder, declared, u));
    }

    /** B. */
    long batch() {
        return u.shape().get(0);
    }

    /** I, d, J and D. */
    CapsuleShape shape() {
        return capsuleShape(w);
    }

    private static CapsuleShape capsuleShape(NpyArray w) {
        List<Long> sizes = w.shape();
        return new CapsuleShape(sizes.get(0), sizes.get(2), sizes.get(1), sizes.get(3));
    }

    private static Map<String, NpyArray> given(Path folder, List<RoutingParameter> declared, NpyArray u) {
        Map<String, NpyArray> given = new LinkedHashMap<>();
        for (RoutingParameter parameter : declared) {
            if (TAKEN.contains(parameter.name())) {
                throw new UserError("The routing calls a parameter of its own \"" + parameter.name()
                        + "\", which is the name of another file here. Report this to its author.");
            }
            String name = parameter.name() + ".npy";
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
