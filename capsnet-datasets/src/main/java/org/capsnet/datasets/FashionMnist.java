// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Fashion-MNIST: grey images [1, 28, 28] of clothes in ten classes, officially 60,000 to train on and
 * 10,000 to test on.
 *
 * <p>A subset of it is part of this module's jar; the whole set is read from a directory. The images are
 * under the MIT licence, copyright 2017 Zalando SE.
 *
 * @see <a href="https://arxiv.org/abs/1708.07747">Xiao, Rasul and Vollgraf: Fashion-MNIST, a novel image
 *     dataset for benchmarking machine learning algorithms (2017)</a>
 * @see <a href="https://github.com/zalandoresearch/fashion-mnist">The official files</a>
 */
@API(status = EXPERIMENTAL, since = "0.1")
public final class FashionMnist {

    /** Where Debian's package {@code dataset-fashion-mnist} puts the four official files. */
    public static final Path DEBIAN_DIRECTORY = Path.of("/usr/share/datasets/fashion-mnist");

    private static final String EMBEDDED_FOLDER = "fashion-mnist";

    private FashionMnist() {}

    /**
     * Reads the subset in the jar: the first 500 images of each class of the official training set and the
     * first 100 of each class of the official test set, in the official order.
     *
     * @return 5,000 images to train on and 1,000 to test on, read anew at each call
     * @throws DataFileException if the jar is damaged
     */
    public static TrainTestSplit embedded() {
        return layout().readResources(
                        EMBEDDED_FOLDER,
                        "the jar of capsnet-datasets (first 500 of each class of the official training set)",
                        "the jar of capsnet-datasets (first 100 of each class of the official test set)");
    }

    /**
     * Reads the first of the given directories that holds the four files {@code train-images-idx3-ubyte},
     * {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte},
     * each plain or, where there is no plain one, with {@code .gz} at its end. The numbers of images may
     * differ from the official ones. MNIST's files have the same names: its images are an error.
     *
     * @param directory where to look first
     * @param others where to look next, such as {@link #DEBIAN_DIRECTORY}
     * @return the images of the files
     * @throws DataFileException if no directory holds all four files, which the message tells for each
     *     directory, or if one of the four is not what it should be
     */
    public static TrainTestSplit from(Path directory, Path... others) {
        List<Path> directories = new ArrayList<>();
        directories.add(directory);
        directories.addAll(List.of(others));
        return layout().readFirst(directories);
    }

    /**
     * Reads the set that Debian's package {@code dataset-fashion-mnist} installed.
     *
     * @return the official images, or nothing if {@link #DEBIAN_DIRECTORY} does not exist
     * @throws DataFileException if the directory exists but the files in it are not what they should be
     */
    public static Optional<TrainTestSplit> installed() {
        return Files.isDirectory(DEBIAN_DIRECTORY) ? Optional.of(from(DEBIAN_DIRECTORY)) : Optional.empty();
    }

    private static MnistLayout layout() {
        DataSetCatalog catalog = DataSetCatalog.bundled();
        return new MnistLayout(catalog.named("fashion-mnist"), catalog.sets());
    }
}
