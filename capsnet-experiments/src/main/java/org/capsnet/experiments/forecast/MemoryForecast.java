// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.forecast;

/**
 * The memory of a training, in bytes.
 *
 * @param parameters the weights; exact
 * @param gradients their derivatives, twice where the batch is split; exact
 * @param updater what the optimiser remembers of them; exact
 * @param images a batch and its labels; exact
 * @param activations what the layers keep for the backward pass, and what they work with
 * @param program Java, ND4J and their libraries, as measured in this process
 */
public record MemoryForecast(
        long parameters, long gradients, long updater, long images, long activations, long program) {

    /** The most memory that the process will have at a time. */
    public MemorySize total() {
        return new MemorySize(parameters + gradients + updater + images + activations + program);
    }
}
