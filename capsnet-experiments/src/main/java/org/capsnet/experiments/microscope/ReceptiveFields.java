// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.microscope;

import org.capsnet.experiments.network.CapsuleNetworkSpec;

/**
 * Which pixels a primary capsule sees: a square, from {@link #from} on. The first convolution has stride 1 and the second
 * stride 2, both with one kernel and without padding.
 *
 * @param kernel the side of both kernels
 */
record ReceptiveFields(int kernel) {

    /** Pixels from one place to the next. */
    static final int STEP = 2;

    static ReceptiveFields of(CapsuleNetworkSpec network) {
        return new ReceptiveFields(network.kernel());
    }

    /** Pixels of a side. */
    int size() {
        return 2 * kernel - 1;
    }

    /** The first row or column of pixels that a row or column of places sees. */
    int from(int place) {
        return STEP * place;
    }

    /** The middle of a field, in pixels from the edge of the image. */
    double middle(int place) {
        return from(place) + size() / 2.0;
    }
}
