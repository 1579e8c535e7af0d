// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

/** The loss or the weights are no longer finite. An exception, since nothing else ends Deeplearning4j's fit midway. */
final class DivergedException extends RuntimeException {

    DivergedException(int step) {
        super("The loss or the weights are no longer finite at step " + step);
    }
}
