// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import org.apiguardian.api.API;

/**
 * How long the capsules of a layer are for the images of a batch. Where a routing gives activations of its own, they count as
 * lengths.
 *
 * @param mean over images and capsules; NaN if a number isn't finite
 * @param deviation over images and capsules, 0 or more
 * @param dead share of the capsules that are shorter than {@value #DEAD} for every image, 0 to 1
 * @param saturated share of the capsules that are longer than {@value #SATURATED} for every image, 0 to 1
 * @param variation how much the capsules differ from image to image: the root of the mean square of what a capsule differs
 *     by from its mean over the images, by the root of the mean square of all capsules; 0 if the images make no difference
 * @param finite whether every number is
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record LengthFigures(
        double mean, double deviation, double dead, double saturated, double variation, boolean finite) {

    /** A capsule below this length is dead: squash passes on less than a tenth of a change that it passes at its best. */
    public static final double DEAD = 0.001;

    /** A capsule above this length is saturated: squash passes on less than a hundredth of what it passes at its best. */
    public static final double SATURATED = 0.99;
}
