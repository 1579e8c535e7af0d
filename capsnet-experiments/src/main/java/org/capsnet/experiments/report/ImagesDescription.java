// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.report;

import org.capsnet.datasets.ImageSet;

/**
 * Which images an experiment used.
 *
 * @param name the data set
 * @param source where the images came from
 * @param shape height and width, and the channels if there is more than one
 * @param classes the number of classes
 * @param images the number of images
 * @param sha256 of the images and labels, see {@link ImageSet#sha256()}
 */
public record ImagesDescription(String name, String source, String shape, int classes, int images, String sha256) {

    /** Describes a set. */
    public static ImagesDescription of(ImageSet set) {
        return new ImagesDescription(
                set.name(), set.source(), set.shape().toString(), set.classCount(), set.size(), set.sha256());
    }
}
