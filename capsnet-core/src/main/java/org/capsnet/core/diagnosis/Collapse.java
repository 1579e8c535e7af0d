// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * A layer of capsules that has ceased to tell images apart.
 *
 * @param step the step, from 1, whose forward pass shows it: what was done to the weights was done in the steps before
 * @param layer the name of the layer
 * @param kind what has become of it
 * @param mean the mean length of its capsules; NaN if it isn't finite
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Collapse(int step, String layer, Kind kind, double mean) {

    /** What becomes of a layer. */
    public enum Kind {
        /** A number is NaN or infinite. */
        NOT_FINITE("numbers that aren't finite"),
        /** All capsules are shorter than {@value LengthFigures#DEAD} for all images. */
        DEAD("all capsules dead"),
        /** All capsules are longer than {@value LengthFigures#SATURATED} for all images. */
        SATURATED("all capsules saturated"),
        /** All images give the same capsules. */
        SAME_FOR_ALL("the same capsules for all images");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** {@return the kind in words} */
        @Override
        public String toString() {
            return words;
        }
    }

    /** {@return for instance {@code collapsed at step 57: layer digits: all capsules saturated (mean length 1.000)}} */
    @Override
    public String toString() {
        return "collapsed at step " + step + ": layer " + layer + ": " + kind
                + (Double.isNaN(mean) ? "" : String.format(Locale.ROOT, " (mean length %.3g)", mean));
    }
}
