// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import org.capsnet.experiments.network.CapsuleNetworkSpec;
import org.capsnet.experiments.training.NamedRouting;

/**
 * What to measure: one network on synthetic images.
 *
 * @param routing the routing of all its stages
 * @param network its sizes
 * @param batch images of a step, at least 1
 * @param warmUps steps before those that count, at least 1
 * @param steps steps that count, at least 1
 * @param inference whether only outputs are computed, instead of training steps
 */
public record StepBenchPlan(
        NamedRouting routing, CapsuleNetworkSpec network, int batch, int warmUps, int steps, boolean inference) {}
