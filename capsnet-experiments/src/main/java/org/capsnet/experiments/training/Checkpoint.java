// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.training;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * A training between two steps.
 *
 * @param network with its parameters, its updater's state and its counts of iterations and epochs
 * @param state how far it is
 */
public record Checkpoint(MultiLayerNetwork network, TrainingState state) {}
