// SPDX-License-Identifier: Apache-2.0
package org.capsnet.routing.testkit;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.capsnet.core.routing.Grid;
import org.capsnet.core.routing.Routing;
import org.capsnet.routing.spi.NearestName;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A folder of NumPy files with what an independent implementation of a routing computes, for instance in PyTorch: inputs,
 * outputs and gradients. A plug-in's test holds the routing against it:
 *
 * <pre>{@code
 * GoldenVectors.of("lambda-3").verify(new LambdaRouting(3), 1e-12);
 * }</pre>
 *
 * <p>The files:
 *
 * <table>
 * <caption>All in double</caption>
 * <tr><td>{@code u.npy}</td><td>input poses [B, I, d]</td></tr>
 * <tr><td>{@code W.npy}</td><td>transformations [I, J, d, D], or [I, J, p, p] of p x p pose matrices; only if the routing
 *     has any</td></tr>
 * <tr><td>{@code a.npy}</td><td>input activations [B, I]; without the file they are the lengths of u</td></tr>
 * <tr><td>{@code p.NAME.npy}</td><td>every parameter and state that the routing declares, in the declared shape</td></tr>
 * <tr><td>{@code v.npy}, {@code a_out.npy}</td><td>output poses [B, J, D]; activations [B, J], if they are the routing's
 *     own</td></tr>
 * <tr><td>{@code dv.npy}, {@code da_out.npy}</td><td>derivatives of a loss by the outputs, from which the gradients
 *     follow</td></tr>
 * <tr><td>{@code du.npy}, {@code dW.npy}, {@code da.npy}, {@code dp.NAME.npy}</td><td>gradients of all inputs and trained
 *     parameters, in their shapes</td></tr>
 * </table>
 *
 * <p>{@code capsnet route} reads and writes files of the same names, so that one folder serves both, unless the routing
 * has no W: the command can't do without.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GoldenVectors {

    private static final String ROOT = "golden";
    private static final String EXTENSION = ".npy";

    private final Path folder;
    private final Optional<Grid> grid;

    private GoldenVectors(Path folder, Optional<Grid> grid) {
        this.folder = folder;
        this.grid = grid;
    }

    /**
     * The folder {@code golden/NAME} of the class path, which is {@code src/test/resources/golden/NAME} in the plug-in's
     * project.
     *
     * @param name the folder's name
     * @return its vectors
     * @throws AssertionError if there is no such folder
     */
    public static GoldenVectors of(String name) {
        return folderOnClassPath(ROOT + "/" + name).map(GoldenVectors::in).orElseThrow(() -> {
            List<String> others =
                    folderOnClassPath(ROOT).map(GoldenVectors::list).orElse(List.of());
            return Finding.of(
                    "a folder " + ROOT + "/" + name + " on the class path",
                    others.isEmpty()
                            ? "no folder " + ROOT
                            : String.join(", ", others) + "." + NearestName.suggestion(name, others),
                    "src/test/resources/" + ROOT);
        });
    }

    private static Optional<Path> folderOnClassPath(String name) {
        URL url = Thread.currentThread().getContextClassLoader().getResource(name);
        // What is inside a jar is no file.
        return Optional.ofNullable(url)
                .filter(found -> found.getProtocol().equals("file"))
                .map(found -> Path.of(URI.create(found.toString())));
    }

    private static List<String> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A folder anywhere.
     *
     * @param folder the folder with the files
     * @return its vectors
     * @throws AssertionError if it isn't there
     */
    public static GoldenVectors in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw Finding.of(
                    "a folder of golden vectors",
                    folder + " isn't a folder",
                    "the path, from " + Path.of("").toAbsolutePath());
        }
        return new GoldenVectors(folder, Optional.empty());
    }

    /**
     * The same vectors with places for the input capsules, which no file has.
     *
     * @param places of I capsules
     * @return vectors of the same folder
     */
    public GoldenVectors on(Grid places) {
        return new GoldenVectors(folder, Optional.of(places));
    }

    /**
     * Runs a training step of the routing in double on the inputs and compares the outputs and all gradients with the
     * files. Losses of the routing's own, and states that it gives back, have no part in it.
     *
     * @param routing the routing, with the options that the folder was computed with
     * @param tolerance how far an element may be off, relative to the largest of its array, positive; 1e-14 always is
     *     allowed, for arrays that are zero but for rounding
     * @throws AssertionError if a file is missing or of no use to this routing, or if arrays differ: which, by how much,
     *     and where
     */
    public void verify(Routing routing, double tolerance) {
        GoldenRun run = GoldenRun.of(routing, this, grid);
        requireNoOthers(run.files());
        verify(run.computed(), tolerance);
    }

    /**
     * Compares one array with a file, for what {@link #verify(Routing, double)} doesn't cover.
     *
     * @param name the file's, without {@code .npy}
     * @param computed what the Java code gives
     * @param tolerance how far an element may be off, as in {@link #verify(Routing, double)}
     * @throws AssertionError if the file is missing or the array differs: by how much, and where
     */
    public void verify(String name, INDArray computed, double tolerance) {
        verify(Map.of(name, computed), tolerance);
    }

    private void verify(Map<String, INDArray> computed, double tolerance) {
        if (!(tolerance > 0)) {
            throw new IllegalArgumentException("A tolerance must be positive, but is " + tolerance);
        }
        List<String> differences = computed.entrySet().stream()
                .flatMap(each -> ArrayDifference.of(each.getValue(), get(each.getKey()), tolerance)
                        .map(found -> title(each.getKey()) + ": " + found)
                        .stream())
                .toList();
        if (!differences.isEmpty()) {
            throw Finding.of(
                    "the arrays of the files, to " + tolerance + " of each one's largest element",
                    String.join(System.lineSeparator() + "       ", differences),
                    "route(), if outputs differ; if only gradients do, detached() and array(), through which none flows;"
                            + " and whether the folder was computed with these options");
        }
    }

    /**
     * The array of a file.
     *
     * @param name the file's, without {@code .npy}
     * @return a new array, in double
     * @throws AssertionError if there is no such file
     */
    public INDArray get(String name) {
        if (!has(name)) {
            throw Finding.of(
                    "a file " + title(name),
                    String.join(", ", names()) + "." + NearestName.suggestion(name, names()),
                    "the program that wrote the folder");
        }
        return NumpyFile.read(folder.resolve(name + EXTENSION));
    }

    /**
     * The array of a file that must have a shape.
     *
     * @param axes the shape in letters
     * @param shape its sizes; -1 where any will do
     */
    INDArray get(String name, String axes, long... shape) {
        INDArray array = get(name);
        boolean fits = array.rank() == shape.length;
        for (int axis = 0; fits && axis < shape.length; axis++) {
            fits = shape[axis] < 0 || shape[axis] == array.size(axis);
        }
        if (!fits) {
            throw Finding.of(
                    title(name) + " of shape " + axes + ", "
                            + Arrays.toString(shape).replace("-1", "any"),
                    Arrays.toString(array.shape()),
                    "the program that wrote the folder");
        }
        return array;
    }

    /** Whether there is a file of this name. */
    boolean has(String name) {
        return names().contains(name);
    }

    private List<String> names() {
        return list(folder).stream()
                .filter(name -> name.endsWith(EXTENSION))
                .map(name -> name.substring(0, name.length() - EXTENSION.length()))
                .toList();
    }

    private String title(String name) {
        return folder.getFileName() + "/" + name + EXTENSION;
    }

    /** A file that isn't compared would be taken for one that agrees. */
    private void requireNoOthers(Set<String> used) {
        List<String> others =
                names().stream().filter(name -> !used.contains(name)).toList();
        if (!others.isEmpty()) {
            throw Finding.of(
                    "files that this routing has a use for: "
                            + used.stream().sorted().collect(joining(", ")),
                    others.stream().map(this::title).collect(joining(", ")) + " besides",
                    "the names of parameters() and files; traits(); whether the folder was computed for this routing");
        }
    }
}
