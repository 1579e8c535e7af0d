// SPDX-License-Identifier: Apache-2.0
package org.capsnet.experiments.quickstart;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.capsnet.experiments.forecast.MemorySize;
import org.capsnet.experiments.training.NamedRouting;
import org.capsnet.experiments.training.TrainingPlan;

/**
 * What to compare, and where to put the results.
 *
 * @param routings one run each, in this order; at least one
 * @param plan what all runs have in common
 * @param memory what the process may have; batches that need more are computed in parts
 * @param out the folder for the report; made where it isn't there
 * @param command the command line, for the report
 * @param software names and versions, one a line, for the report
 * @param warning why the figures mustn't be taken for results, if so, for the report
 */
public record QuickstartOptions(
        List<NamedRouting> routings,
        TrainingPlan plan,
        Optional<MemorySize> memory,
        Path out,
        String command,
        List<String> software,
        Optional<String> warning) {

    /**
     * Keeps copies of the lists.
     *
     * @throws IllegalArgumentException if there is no routing
     */
    public QuickstartOptions {
        routings = List.copyOf(routings);
        software = List.copyOf(software);
        if (routings.isEmpty()) {
            throw new IllegalArgumentException("routings must hold at least one but is empty");
        }
    }
}
