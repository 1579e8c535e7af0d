// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

/** Numbers are no longer finite. An exception, since nothing else ends Deeplearning4j's fit midway. */
final class DivergedException extends RuntimeException {

    private final int step;

    /**
     * Tells where.
     *
     * @param step the step, from 1
     * @param what which numbers, as a sentence
     */
    DivergedException(int step, String what) {
        super(what);
        this.step = step;
    }

    int step() {
        return step;
    }
}
