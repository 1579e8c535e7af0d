// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.capsnet.datasets.DataSetCatalog;
import org.capsnet.datasets.DataSetFolders;
import org.capsnet.datasets.FashionMnist;
import org.capsnet.datasets.ImageDataSet;
import org.capsnet.datasets.ImageShape;
import org.capsnet.datasets.TrainTestSplit;

/**
 * Images that an experiment may choose by name. Nothing is read before {@link #read}, so that a file can be checked where
 * the images aren't.
 *
 * @param name as it stands in a file: {@value #EMBEDDED} or the name of a published set
 * @param shape the shape of every image
 * @param classes the number of classes
 * @param trainCount the number of images to train on
 * @param testCount the number of images to test on
 * @param reader finds and reads them
 */
public record ImageSource(
        String name,
        ImageShape shape,
        int classes,
        int trainCount,
        int testCount,
        Function<DataSetFolders, TrainTestSplit> reader) {

    /** The name of the 5,000 and 1,000 images of Fashion-MNIST that are in the program. */
    public static final String EMBEDDED = "embedded";

    private static final int EMBEDDED_TRAIN = 5_000;
    private static final int EMBEDDED_TEST = 1_000;

    /** All there are, in the order in which they are listed. */
    public static List<ImageSource> all() {
        DataSetCatalog catalog = DataSetCatalog.bundled();
        ImageDataSet whole = catalog.named("fashion-mnist");
        List<ImageSource> sources = new ArrayList<>();
        sources.add(new ImageSource(
                EMBEDDED,
                whole.shape(),
                whole.classNames().size(),
                EMBEDDED_TRAIN,
                EMBEDDED_TEST,
                folders -> FashionMnist.embedded()));
        catalog.sets().stream().map(ImageSource::published).forEach(sources::add);
        return List.copyOf(sources);
    }

    /** The one of a name. */
    public static Optional<ImageSource> named(String name) {
        return all().stream().filter(source -> source.name().equals(name)).findFirst();
    }

    private static ImageSource published(ImageDataSet set) {
        return new ImageSource(
                set.name(),
                set.shape(),
                set.classNames().size(),
                set.trainCount(),
                set.testCount(),
                folders -> folders.read(set));
    }

    /**
     * Reads all images.
     *
     * @param folders where published sets lie
     * @throws org.capsnet.datasets.DataFileException if they aren't there or are broken; the message says how to get them
     */
    public TrainTestSplit read(DataSetFolders folders) {
        return reader.apply(folders);
    }
}
