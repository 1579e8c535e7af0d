// SPDX-License-Identifier: Apache-2.0
package org.capsnet.core.diagnosis;

import org.apiguardian.api.API;

/**
 * How a routing divides its inputs among its outputs, in the first and in the last iteration.
 *
 * @param firstEntropy of the couplings of an input capsule in the first iteration, by that of equal couplings: 1 where all
 *     outputs get the same, 0 where one gets all; the mean over inputs and over
 *     the first images of the batch, 16 at most
 * @param entropy the same in the last iteration
 * @param largest the largest coupling of an input capsule in the last iteration, as a share of their sum; the mean over inputs
 *     and images
 * @param sumOverOutputs what the couplings of an input capsule sum to, the mean
 * @param outputsError by how much such a sum is off 1 at most
 * @param inputsError by how much the sum of the couplings of an output capsule is off 1 at most
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CouplingFigures(
        double firstEntropy,
        double entropy,
        double largest,
        double sumOverOutputs,
        double outputsError,
        double inputsError) {}
