// SPDX-License-Identifier: Apache-2.0
package org.capsnet.datasets;

import static org.apiguardian.api.API.Status.EXPERIMENTAL;

import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;

/**
 * What is known of a published data set of images: enough to get it, to check it and to read it.
 *
 * <p>{@link DataSetCatalog#bundled()} has the usual ones. Another in one of the formats is a record of your own.
 *
 * @param name what users and folders call it: lower-case words, digits and hyphens
 * @param shape the shape of every image
 * @param classNames the name of each class, in the order of the labels
 * @param trainCount the number of images to train on, as published
 * @param testCount the number of images to test on, as published
 * @param format how the files are laid out
 * @param files the files, as published
 * @param origin where to get it by hand; for people to read
 */
@API(status = EXPERIMENTAL, since = "0.1")
public record ImageDataSet(
        String name,
        ImageShape shape,
        List<String> classNames,
        int trainCount,
        int testCount,
        DataSetFormat format,
        List<DataSetFile> files,
        String origin) {

    /**
     * Checks the name, and keeps copies of the lists.
     *
     * @throws IllegalArgumentException if the name isn't made of lower-case words, digits and hyphens
     */
    public ImageDataSet {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" can't be a data set's name; use lower-case words and digits joined by hyphens");
        }
        classNames = List.copyOf(classNames);
        files = List.copyOf(files);
    }

    /**
     * Returns how much there is to download.
     *
     * @return the length of all files in bytes
     */
    public long downloadSize() {
        return files.stream().mapToLong(DataSetFile::size).sum();
    }

    /**
     * Tells whether a folder has all files, each as published or unpacked. Looks at names only.
     *
     * @param folder the folder to look into
     * @return whether {@link #read} has something to read there
     */
    public boolean isIn(Path folder) {
        return files.stream().allMatch(file -> file.isIn(folder));
    }

    /**
     * Reads all images, one byte a value. The numbers of images may differ from those published.
     *
     * @param folder the folder that holds the files, each as published or unpacked
     * @return the images to train on and to test on, in the order of the files
     * @throws DataFileException if a file is missing, is not what it should be, or holds another data set
     */
    public TrainTestSplit read(Path folder) {
        return format.read(this, folder);
    }
}
