// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A data set that comes as MNIST does: as four IDX files with fixed names in one folder.
 *
 * @param name the data set's name
 * @param shape the shape that its images have
 * @param classNames the name of each class, in the order of the labels
 * @param origin where a user gets the files, for error messages
 */
record MnistLayout(String name, ImageShape shape, List<String> classNames, String origin) {

    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    private static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte";
    private static final List<String> FILES = List.of(TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS);

    /** Reads the first of the directories that holds all four files, each as such or with {@code .gz}. */
    TrainTestSplit readFirst(List<Path> directories) {
        List<String> problems = new ArrayList<>();
        for (Path directory : directories) {
            List<String> missing = missingFrom(directory);
            if (missing.isEmpty()) {
                return readDirectory(directory);
            }
            problems.add(
                    Files.isDirectory(directory)
                            ? directory + " lacks " + String.join(", ", missing)
                            : directory + " is no directory");
        }
        throw new DataFileException(
                ("%s: the four files %s, plain or with .gz, are not together in any directory looked"
                                + " in: %s; get them from %s")
                        .formatted(name, String.join(", ", FILES), String.join("; ", problems), origin));
    }

    /** Reads the four files, all with {@code .gz}, from a folder of this module's jar. */
    TrainTestSplit readResources(String folder, String trainSource, String testSource) {
        try (DataFile trainImages = DataFile.openResource(folder + "/" + TRAIN_IMAGES + ".gz");
                DataFile trainLabels = DataFile.openResource(folder + "/" + TRAIN_LABELS + ".gz");
                DataFile testImages = DataFile.openResource(folder + "/" + TEST_IMAGES + ".gz");
                DataFile testLabels = DataFile.openResource(folder + "/" + TEST_LABELS + ".gz")) {
            return new TrainTestSplit(
                    IdxReader.read(name, trainSource, trainImages, trainLabels, classNames),
                    IdxReader.read(name, testSource, testImages, testLabels, classNames));
        }
    }

    private TrainTestSplit readDirectory(Path directory) {
        return new TrainTestSplit(
                readPair(directory, TRAIN_IMAGES, TRAIN_LABELS), readPair(directory, TEST_IMAGES, TEST_LABELS));
    }

    private ImageSet readPair(Path directory, String images, String labels) {
        Path imageFile = find(directory, images).orElseThrow();
        ImageSet set = IdxReader.read(name, imageFile, find(directory, labels).orElseThrow(), classNames);
        if (!set.shape().equals(shape)) {
            throw new DataFileException("%s: images are %s but those of %s are %s; get the files from %s"
                    .formatted(imageFile, set.shape(), name, shape, origin));
        }
        return set;
    }

    private static List<String> missingFrom(Path directory) {
        return FILES.stream().filter(file -> find(directory, file).isEmpty()).toList();
    }

    private static Optional<Path> find(Path directory, String file) {
        Path plain = directory.resolve(file);
        Path compressed = directory.resolve(file + ".gz");
        return Files.exists(plain)
                ? Optional.of(plain)
                : Optional.of(compressed).filter(Files::exists);
    }
}
