// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.bench;

import java.util.List;
import org.capsnet.experiments.training.NamedRouting;

/**
 * What to measure.
 *
 * @param routings at least one; the first is what the others are compared with
 * @param sizes at least one
 * @param batch examples of a pass, at least 1
 * @param warmUps rounds before those that count, at least 1
 * @param repetitions rounds that count, at least 1
 */
public record RoutingBenchPlan(
        List<NamedRouting> routings, List<LayerSize> sizes, int batch, int warmUps, int repetitions) {

    public RoutingBenchPlan {
        routings = List.copyOf(routings);
        sizes = List.copyOf(sizes);
    }
}
