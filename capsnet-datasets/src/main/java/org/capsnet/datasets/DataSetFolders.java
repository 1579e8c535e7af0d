// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * Where data sets lie on this machine. Each has a folder of its name, such as {@code mnist}, in one of these folders. Nothing
 * here uses the network.
 *
 * @param roots the folders that hold the data sets' folders, to be searched in this order; at least one. Those that don't
 *     exist hold nothing.
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record DataSetFolders(List<Path> roots) {

    /** The environment variable that names a folder of data sets. */
    public static final String VARIABLE = "CAPSNET_DATA";

    private static final Path DEBIAN = Path.of("/usr/share/datasets");

    /**
     * Keeps a copy of the list.
     *
     * @throws IllegalArgumentException if there is no folder
     */
    public DataSetFolders {
        roots = List.copyOf(roots);
        if (roots.isEmpty()) {
            throw new IllegalArgumentException("data sets need at least one folder to lie in");
        }
    }

    /**
     * Returns the usual folders, in this order: the one that the environment variable {@value #VARIABLE} names;
     * {@code capsnet} in the user's cache, which is {@code $XDG_CACHE_HOME} or {@code ~/.cache}; and where Debian's packages
     * put data sets.
     *
     * @return the folders
     */
    public static DataSetFolders ofProcess() {
        return of(System.getenv(), Path.of(System.getProperty("user.home")));
    }

    static DataSetFolders of(Map<String, String> environment, Path home) {
        Set<Path> roots = new LinkedHashSet<>();
        String variable = environment.getOrDefault(VARIABLE, "");
        if (!variable.isBlank()) {
            roots.add(Path.of(variable));
        }
        // The XDG specification says that a relative path is to be ignored.
        Path cache = Optional.of(Path.of(environment.getOrDefault("XDG_CACHE_HOME", "")))
                .filter(Path::isAbsolute)
                .orElse(home.resolve(".cache"));
        roots.add(cache.resolve("capsnet"));
        roots.add(DEBIAN);
        return new DataSetFolders(List.copyOf(roots));
    }

    /**
     * Returns these folders with another one before them.
     *
     * @param root the folder to be searched first
     * @return the folders
     */
    public DataSetFolders startingWith(Path root) {
        Set<Path> all = new LinkedHashSet<>();
        all.add(root);
        all.addAll(roots);
        return new DataSetFolders(List.copyOf(all));
    }

    /**
     * Returns where a data set belongs that isn't there yet: a folder of its name in the first of these folders.
     *
     * @param set the data set
     * @return its folder, which need not exist
     */
    public Path target(ImageDataSet set) {
        return roots.get(0).resolve(set.name());
    }

    /**
     * Looks for a data set. Looks at names only.
     *
     * @param set the data set
     * @return the first folder that has all its files, if any
     */
    public Optional<Path> find(ImageDataSet set) {
        return roots.stream()
                .map(root -> root.resolve(set.name()))
                .filter(set::isIn)
                .findFirst();
    }

    /**
     * Finds and reads a data set.
     *
     * @param set the data set
     * @return its images
     * @throws DataFileException if it isn't there, which the message tells with where it was looked for and how to get it,
     *     or if a file is not what it should be
     */
    public TrainTestSplit read(ImageDataSet set) {
        return set.read(find(set).orElseThrow(() -> new DataFileException(missing(set))));
    }

    private String missing(ImageDataSet set) {
        return RootText.format(
                "The data set %s isn't here; looked for %s. Get it with: capsnet data get %s",
                set.name(),
                roots.stream().map(root -> root.resolve(set.name()).toString()).collect(Collectors.joining(", ")),
                set.name());
    }
}
