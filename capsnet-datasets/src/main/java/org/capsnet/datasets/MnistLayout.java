// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A data set that comes as MNIST does: as four IDX files with fixed names in one folder.
 *
 * <p>Several data sets have the same names, shapes and numbers, so the images themselves are looked at: those of another
 * known set are an error. Images that are nobody's, such as a part of a set, are told by the name of a folder above them;
 * if that tells nothing, they are taken for what was asked, with a warning and a remark in their source.
 *
 * @param set what the files should hold
 * @param known the sets that it could be taken for, itself included
 */
record MnistLayout(ImageDataSet set, List<ImageDataSet> known) {

    static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    static final String TRAIN_LABELS = "train-labels-idx1-ubyte";
    static final String TEST_IMAGES = "t10k-images-idx3-ubyte";
    static final String TEST_LABELS = "t10k-labels-idx1-ubyte";

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
        throw new DataFileException(RootText.format(
                "%s: the four files %s, plain or with .gz, are not together in any directory looked"
                        + " in: %s; get them from %s",
                set.name(), String.join(", ", FILES), String.join("; ", problems), origin()));
    }

    /** Reads the four files, all with {@code .gz}, from a folder of this module's jar. */
    TrainTestSplit readResources(String folder, String trainSource, String testSource) {
        try (DataFile trainImages = DataFile.openResource(folder + "/" + TRAIN_IMAGES + ".gz");
                DataFile trainLabels = DataFile.openResource(folder + "/" + TRAIN_LABELS + ".gz");
                DataFile testImages = DataFile.openResource(folder + "/" + TEST_IMAGES + ".gz");
                DataFile testLabels = DataFile.openResource(folder + "/" + TEST_LABELS + ".gz")) {
            return new TrainTestSplit(
                    IdxReader.read(set.name(), trainSource, trainImages, trainLabels, set.classNames()),
                    IdxReader.read(set.name(), testSource, testImages, testLabels, set.classNames()));
        }
    }

    /** Reads the four files of a folder. */
    TrainTestSplit read(Path directory) {
        return readFirst(List.of(directory));
    }

    private TrainTestSplit readDirectory(Path directory) {
        ImageSet train = readPair(directory, TRAIN_IMAGES, TRAIN_LABELS);
        ImageSet test = readPair(directory, TEST_IMAGES, TEST_LABELS);
        boolean trainKnown = isOriginal(directory, TRAIN_IMAGES, train);
        boolean testKnown = isOriginal(directory, TEST_IMAGES, test);
        if (trainKnown && testKnown) {
            return new TrainTestSplit(train, test);
        }
        Optional<String> told = nameAbove(directory);
        if (told.isPresent() && !told.get().equals(set.name())) {
            throw new DataFileException(RootText.format(
                    "%s: by its folder's name this is %s, not %s, which looks alike, and the images aren't the original"
                            + " ones of either; ask for %s, or rename the folder",
                    directory, told.get(), set.name(), told.get()));
        }
        if (told.isPresent() || others().isEmpty()) {
            return new TrainTestSplit(train, test);
        }
        String remark = RootText.format(
                "neither the original images of %s nor of %s: taken for %s",
                set.name(), String.join(", ", others()), set.name());
        LoggerFactory.getLogger(MnistLayout.class)
                .warn("{}: {}; to be sure, put them into a folder named {}", directory, remark, set.name());
        return new TrainTestSplit(train.remarked(remark), test.remarked(remark));
    }

    /** Whether these are the published images of the set; if they are another set's, that is an error. */
    private boolean isOriginal(Path directory, String file, ImageSet images) {
        String sha256 = IdxReader.imageFileSha256(images);
        Optional<String> owner = known.stream()
                .filter(candidate -> candidate.files().stream()
                        .flatMap(published -> published.contents().stream())
                        .anyMatch(content -> content.sha256().equals(sha256)))
                .map(ImageDataSet::name)
                .findFirst();
        if (owner.isPresent() && !owner.get().equals(set.name())) {
            throw new DataFileException(RootText.format(
                    "%s: these are the images of %s, not of %s, which has files of the same names; ask for %s, or give"
                            + " another folder (capsnet data get %s gets %s)",
                    find(directory, file).orElseThrow(), owner.get(), set.name(), owner.get(), set.name(), set.name()));
        }
        return owner.isPresent();
    }

    /** The known set whose name the folder has, or else the folder above it, and so on: FashionMNIST/raw for instance. */
    private Optional<String> nameAbove(Path directory) {
        for (Path folder = directory.toAbsolutePath().normalize();
                folder != null && folder.getFileName() != null;
                folder = folder.getParent()) {
            String name = RootText.letters(folder.getFileName().toString());
            Optional<String> match = lookAlikes()
                    .map(ImageDataSet::name)
                    .filter(candidate -> RootText.letters(candidate).equals(name))
                    .findFirst();
            if (match.isPresent()) {
                return match;
            }
        }
        return Optional.empty();
    }

    private List<String> others() {
        return lookAlikes()
                .map(ImageDataSet::name)
                .filter(name -> !name.equals(set.name()))
                .toList();
    }

    private Stream<ImageDataSet> lookAlikes() {
        return known.stream()
                .filter(candidate ->
                        candidate.format() == set.format() && candidate.shape().equals(set.shape()));
    }

    private ImageSet readPair(Path directory, String images, String labels) {
        Path imageFile = find(directory, images).orElseThrow();
        ImageSet read =
                IdxReader.read(set.name(), imageFile, find(directory, labels).orElseThrow(), set.classNames());
        if (!read.shape().equals(set.shape())) {
            throw new DataFileException(RootText.format(
                    "%s: images are %s but those of %s are %s; get the files from %s",
                    imageFile, read.shape(), set.name(), set.shape(), origin()));
        }
        return read;
    }

    private String origin() {
        return set.origin() + ", or with: capsnet data get " + set.name();
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
